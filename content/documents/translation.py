from modeltranslation.translator import TranslationOptions, register

from content.documents.models import Document


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title", "description")
