from modeltranslation.translator import TranslationOptions, register

from signups.models import ConsentText, Interest


@register(Interest)
class InterestTranslation(TranslationOptions):
    fields = ("label",)


@register(ConsentText)
class ConsentTextTranslation(TranslationOptions):
    fields = ("words",)
