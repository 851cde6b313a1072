"""What the admin of every kind of picture has."""

from collections.abc import Callable

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.desk.parts import Part
from content.pictures.dropping import drop_replaced
from content.pictures.elements import thumbnail_element
from content.pictures.tasks import enqueue_renditions, given_up


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


class WithoutSizes(admin.SimpleListFilter):
    """Narrow a list to the pictures whose sizes could not be made."""

    title = _("sizes")
    parameter_name = "sizes"

    def lookups(self, request, model_admin):
        return [("missing", _("Could not be made"))]

    def queryset(self, request, queryset):
        return queryset.filter(given_up()) if self.value() == "missing" else queryset
