from modeltranslation.translator import TranslationOptions, register

from content.pictures.models import Picture


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt",)
