"""What the admin of every kind of picture has."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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
        super().save_model(request, obj, form, change)
        enqueue_renditions(obj)
