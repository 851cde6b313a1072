"""Documents, as editors see them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.language_fields import AnyLanguageForm
from content.admin_ui.ordering import OrderedAdmin
from content.documents.forms import DocumentForm
from content.documents.models import Document, without_title
from content.editing.content_admin import ORDER
from content.editing.publishing_admin import PublishingAdmin


class WithoutTitle(admin.SimpleListFilter):
    """Narrow the list to documents that nobody has named yet."""

    title = _("title")
    parameter_name = "title"

    def lookups(self, request, model_admin):
        return [("missing", _("Missing"))]

    def queryset(self, request, queryset):
        return queryset.filter(without_title()) if self.value() == "missing" else queryset


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
