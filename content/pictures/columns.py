"""What the admin of every kind of picture has."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.pictures.dropping import drop_replaced
from content.pictures.elements import thumbnail_element
from content.pictures.tasks import enqueue_renditions, given_up


class Thumbnail:
    """Part of an admin: the column `thumbnail`; `pictured_by` names the field that leads to the picture, if it is another object."""

    pictured_by = ""
    thumbnail_width = 80

    @admin.display(description=_("picture"))
    def thumbnail(self, item):
        picture = getattr(item, self.pictured_by) if self.pictured_by else item
        return thumbnail_element(picture, self.thumbnail_width)


class MakesSizes:
    """Part of an admin of pictures: after each save, the sizes that visitors get are made, and older ones deleted."""

    actions = ["make_sizes"]

    def saved(self, obj, before):
        super().saved(obj, before)
        if before:
            drop_replaced(before, obj)
        enqueue_renditions(obj)

    @admin.action(description=_("Try again to make the missing sizes"), permissions=["change"])
    def make_sizes(self, request, queryset):
        keys = list(queryset.values_list("pk", flat=True))  # as it is now: a list of what failed is empty soon
        lacking = self.model.with_sizes().filter(pk__in=keys, ready=False)
        lacking.update(tries=0)
        for picture in lacking:
            enqueue_renditions(picture)
        count = len(lacking)
        said = ngettext(
            "Sizes of %(count)d picture are being made.", "Sizes of %(count)d pictures are being made.", count
        )
        self.message_user(request, said % {"count": count})


class WithoutSizes(admin.SimpleListFilter):
    """Narrow a list to the pictures whose sizes could not be made."""

    title = _("sizes")
    parameter_name = "sizes"

    def lookups(self, request, model_admin):
        return [("missing", _("Could not be made"))]

    def queryset(self, request, queryset):
        return queryset.filter(given_up()) if self.value() == "missing" else queryset
