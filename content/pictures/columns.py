"""What the admin of every kind of picture has."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.pictures.dropping import drop_replaced
from content.pictures.elements import thumbnail_element
from content.pictures.tasks import enqueue_renditions


class Thumbnail:
    """Part of an admin: the column `thumbnail`; `pictured_by` names the field that leads to the picture, if it is another object."""

    pictured_by = ""
    thumbnail_width = 80

    @admin.display(description=_("picture"))
    def thumbnail(self, item):
        picture = getattr(item, self.pictured_by) if self.pictured_by else item
        return thumbnail_element(picture, self.thumbnail_width)


class MakesSizes:
    """Part of an admin of pictures: after each save, the sizes that visitors get are made."""

    def save_model(self, request, obj, form, change):
        before = self.row_before(request, obj) if change else None
        super().save_model(request, obj, form, change)
        if before:
            drop_replaced(before, obj)
        enqueue_renditions(obj)
