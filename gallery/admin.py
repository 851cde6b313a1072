"""Albums and photos, as editors see them."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column, render_badge
from content.admin_ui.object_pages import admin_url, page
from content.admin_ui.ordering import OrderedAdmin
from content.admin_ui.parts import Part
from content.editing.content_admin import ADDRESS, ORDER, ContentAdmin
from content.editing.publishing_admin import PublishingAdmin
from content.pictures.columns import Sizes, WithoutDescription, WithoutSizes, thumbnail_column
from gallery.models import Album, Photo
from gallery.photos.photo_page import OrderByDate, Photos
from gallery.removal.admin import RemovalRequestAdmin
from gallery.uploads.views import Uploads, may_add_photos


class Originals(Part):
    """The file of a photo as it came, for whoever may see the photo here.

    While one is hidden on request, that is whoever may change it: it tells where it was taken, and somebody didn't want that.
    """

    def urls(self, admin):
        view = require_safe(partial(self.original_view, admin))
        return [page(admin, "<path:object_id>/original/", view, "original")]

    def tools(self, admin, request, item):
        if not _may_have_original(admin, request, item):
            return []
        return [(_("Download the original"), admin_url(item, "original"))]

    def original_view(self, admin, request, object_id):
        """Send the original, to be saved and never shown by the browser: nobody has looked at all that is in it."""
        photo = admin.get_object(request, object_id)
        if not _may_have_original(admin, request, photo):
            raise PermissionDenied
        if photo is None or not photo.original:
            raise Http404
        try:
            file = photo.original.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        name = f"photo-{photo.pk}.{str(photo.original.name).rpartition('.')[2]}"
        response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
        response["Cache-Control"] = "private, no-store"
        return response


def _may_have_original(admin, request, photo) -> bool:
    if photo and photo.state_before:
        return admin.has_change_permission(request, photo)
    return admin.has_view_permission(request, photo)


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
