from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.desk.admin import ORDER
from content.desk.columns import MissingText, languages_column
from content.desk.ordering import OrderedAdmin
from content.desk.publishing import PublishingAdmin
from content.desk.states import StateFilter, state_column
from content.desk.translated import AnyLanguageForm
from content.documents.forms import DocumentForm
from content.documents.models import Document
from content.documents.titles import WithoutTitle


class AdminDocumentForm(AnyLanguageForm, DocumentForm):
    """The door for documents, with a title asked for in any language."""


@admin.register(Document)
class DocumentAdmin(OrderedAdmin, PublishingAdmin):
    form = AdminDocumentForm
    list_display = ["__str__", "language", "pages", state_column, languages_column]
    list_filter = [StateFilter, WithoutTitle, "language", MissingText]
    list_select_related = []
    search_fields = ["title_nl", "title_en", "description_nl", "description_en"]
    fieldsets = [
        (_("Which file?"), {"fields": ["file", "language"]}),
        (_("What is in it?"), {"fields": ["title", "description"]}),
        ORDER,
    ]
