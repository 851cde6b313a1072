from django.contrib import admin
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column, render_badge
from content.admin_ui.object_pages import admin_url
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ADDRESS, ORDER, ContentAdmin
from content.editing.publishing_admin import PublishingAdmin
from content.pictures.columns import Sizes, WithoutDescription, WithoutSizes, thumbnail_column
from gallery.models import Album, Photo
from gallery.photos.bulk_admin import OrderByDate
from gallery.photos.originals import Originals
from gallery.photos.photo_page import Photos
from gallery.removal.admin import RemovalRequestAdmin
from gallery.uploads.views import Uploads, may_add_photos

__all__ = ["AlbumAdmin", "PhotoAdmin", "RemovalRequestAdmin"]

# No field for files: the form is saved in one transaction, which nobody may hold while hundreds of them are looked at.
PHOTOS_COME_NEXT = (
    _("Are there photos to add?"),
    {
        "fields": [],
        "description": _("Save the album first. Then comes the page on which its photos are added, hundreds at once."),
    },
)


@admin.register(Album)
class AlbumAdmin(OrderedAdmin, PublishingAdmin):
    parts = [Photos(), Uploads(), OrderByDate(), *PublishingAdmin.parts]
    list_display = [thumbnail_column("cover"), "__str__", "event", "photo_count", state_column, languages_column]
    list_filter = [StateFilter, "event", MissingText]
    list_select_related = ["event", "cover"]
    search_fields = ["title_nl", "title_en", "description_nl", "description_en"]
    autocomplete_fields = ["event"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (_("What do the photos show?"), {"fields": ["title", "description", "event", "cover"]}),
        ADDRESS,
        ORDER,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(photo_count=Count("photos"))

    @admin.display(description=_("photos"), ordering="photo_count")
    def photo_count(self, item):
        return item.photo_count

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "cover":
            album = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Photo.objects.filter(album=album) if album else Photo.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Say where the photos of a new album come in, to whoever may add them."""
        first, *others = super().get_fieldsets(request, obj)
        if obj or not may_add_photos(self, request):
            return [first, *others]
        return [first, PHOTOS_COME_NEXT, *others]

    def response_post_save_change(self, request, obj):
        """Lead from a new album to the page where its photos come in."""
        if "object_id" in request.resolver_match.kwargs or not may_add_photos(self, request, obj):
            return super().response_post_save_change(request, obj)
        return HttpResponseRedirect(admin_url(obj, "photos"))


@admin.register(Photo)
class PhotoAdmin(OrderedAdmin, ContentAdmin):
    parts = [Originals(), Sizes(), *ContentAdmin.parts]
    ordered_within = "album"
    ordering = ["album__position", "album", "position", "taken_at", "created_at"]
    list_display = [thumbnail_column(), "__str__", "album", "credit", "state_shown", languages_column]
    list_filter = ["state", "album", WithoutDescription, WithoutSizes, MissingText]
    list_select_related = ["album"]
    search_fields = ["alt_nl", "alt_en", "credit", "album__title_nl", "album__title_en"]
    autocomplete_fields = ["album"]
    fieldsets = [
        (_("Which photo, and in which album?"), {"fields": ["original", "album", "state"]}),
        (_("What does it show?"), {"fields": ["alt", "decorative", "credit", "taken_at"]}),
        (_("What must stay in view?"), {"fields": [("focal_x", "focal_y")], "classes": ["collapse"]}),
        ORDER,
    ]

    def get_changeform_initial_data(self, request):
        """Show nothing by accident: a photo waits for its album unless an editor chooses otherwise."""
        return {"state": Photo.State.WAITING, **super().get_changeform_initial_data(request)}

    def save_model(self, request, obj, form, change):
        """Leave it hidden when somebody asked for that while the form was looked at."""
        row = Photo.objects.select_for_update().filter(pk=obj.pk).first()
        if row and row.state_before != obj.state_before:
            obj.state, obj.state_before = row.state, row.state_before
        super().save_model(request, obj, form, change)

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, item):
        return render_badge(item.state, item.get_state_display())
