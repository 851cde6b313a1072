"""Which pictures still say nothing to who can't see them."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.languages.models import has_text
from content.languages.text import language_columns


def without_description() -> Q:
    """Return the condition that a picture has no alternative text in any language, and needs one."""
    described = Q(pk__in=[])
    for column in language_columns("alt"):
        described |= has_text(column)
    return ~described & Q(decorative=False)


class WithoutDescription(admin.SimpleListFilter):
    """Narrow a list to the pictures that still need an alternative text."""

    title = _("alternative text")
    parameter_name = "alt"

    def lookups(self, request, model_admin):
        return [("missing", _("Missing"))]

    def queryset(self, request, queryset):
        return queryset.filter(without_description()) if self.value() == "missing" else queryset
