from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.desk.admin import ORDER
from content.desk.columns import MissingText, languages_column
from content.desk.ordering import OrderedAdmin
from content.desk.publishing import PublishingAdmin
from content.desk.states import StateFilter, state_column
from content.desk.translated import AnyLanguageForm
from content.documents.forms import DocumentForm
from content.documents.models import Document
from content.languages.models import filled


class DeskDocumentForm(AnyLanguageForm, DocumentForm):
    """The door for documents, with a title asked for in any language."""


def untitled() -> Q:
    """Return the condition that a document has no title in any language."""
    return ~(filled("title_nl") | filled("title_en"))


class WithoutTitle(admin.SimpleListFilter):
    """Narrow the list to documents that nobody has named yet."""

    title = _("title")
    parameter_name = "title"

    def lookups(self, request, model_admin):
        return [("missing", _("Missing"))]

    def queryset(self, request, queryset):
        return queryset.filter(untitled()) if self.value() == "missing" else queryset


@admin.register(Document)
class DocumentAdmin(OrderedAdmin, PublishingAdmin):
    form = DeskDocumentForm
    list_display = ["__str__", "language", "pages", state_column, languages_column]
    list_filter = [StateFilter, WithoutTitle, "language", MissingText]
    list_select_related = []
    search_fields = ["title_nl", "title_en", "description_nl", "description_en"]
    fieldsets = [
        (_("Which file?"), {"fields": ["file", "language"]}),
        (_("What is in it?"), {"fields": ["title", "description"]}),
        ORDER,
    ]
