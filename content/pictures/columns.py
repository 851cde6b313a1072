"""What the admin of every kind of picture has."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.admin_ui.parts import Part
from content.languages.models import has_text
from content.pictures.html import thumbnail_element
from content.pictures.renditions.rendition_cleanup import drop_replaced
from content.pictures.renditions.tasks import enqueue_renditions, given_up
from content.texts.languages import language_columns


def thumbnail_column(pictured_by: str = "", width: int = 80) -> Callable:
    """Return a column with a picture: the object itself, or what its field `pictured_by` leads to."""

    @admin.display(description=_("picture"))
    def thumbnail(item):
        picture = getattr(item, pictured_by) if pictured_by else item
        return thumbnail_element(picture, width)

    return thumbnail


class Sizes(Part):
    """After each save of a picture, the sizes that visitors get are made, and older ones deleted."""

    def actions(self):
        return [make_sizes]

    def after_save(self, item, before):
        if before:
            drop_replaced(before, item)
        enqueue_renditions(item)


@admin.action(description=_("Try again to make the missing sizes"), permissions=["change"])
def make_sizes(modeladmin, request, queryset):
    """Begin anew with each of `queryset` whose sizes could not be made."""
    keys = list(queryset.values_list("pk", flat=True))  # as it is now: a list of what failed is empty soon
    lacking = modeladmin.model.with_sizes().filter(pk__in=keys, ready=False)
    lacking.update(tries=0)
    for picture in lacking:
        enqueue_renditions(picture)
    count = len(lacking)
    said = ngettext("Sizes of %(count)d picture are being made.", "Sizes of %(count)d pictures are being made.", count)
    modeladmin.message_user(request, said % {"count": count})


class MissingFilter(admin.SimpleListFilter):
    """Narrow a list to the pictures that lack something, by `condition`; `missing` says so in words."""

    missing: Any
    condition: Callable[[], Q]

    def lookups(self, request, model_admin):
        return [("missing", self.missing)]

    def queryset(self, request, queryset):
        return queryset.filter(self.condition()) if self.value() == "missing" else queryset


class WithoutSizes(MissingFilter):
    """Narrow a list to the pictures whose sizes could not be made."""

    title = _("sizes")
    parameter_name = "sizes"
    missing = _("Could not be made")
    condition = staticmethod(given_up)


def without_description() -> Q:
    """Return the condition that a picture has no alternative text in any language, and needs one."""
    described = Q(pk__in=[])
    for column in language_columns("alt"):
        described |= has_text(column)
    return ~described & Q(decorative=False)


class WithoutDescription(MissingFilter):
    """Narrow a list to the pictures that still need an alternative text."""

    title = _("alternative text")
    parameter_name = "alt"
    missing = _("Missing")
    condition = staticmethod(without_description)
