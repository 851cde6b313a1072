"""Documents that nobody has named: a list can be narrowed to them."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.languages.models import has_text


def without_title() -> Q:
    """Return the condition that a document has no title in any language."""
    return ~(has_text("title_nl") | has_text("title_en"))


class WithoutTitle(admin.SimpleListFilter):
    """Narrow the list to documents that nobody has named yet."""

    title = _("title")
    parameter_name = "title"

    def lookups(self, request, model_admin):
        return [("missing", _("Missing"))]

    def queryset(self, request, queryset):
        return queryset.filter(without_title()) if self.value() == "missing" else queryset
