from modeltranslation.translator import TranslationOptions, register

from content.mail.models import Letter


@register(Letter)
class LetterTranslation(TranslationOptions):
    fields = ("subject", "body")
