"""The part of the admin of photos that hands out originals: visitors never get them."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseNotAllowed
from django.urls import path, reverse
from django.utils.translation import gettext as _

from gallery.models import Photo


class OriginalAdmin:
    """Part of an admin: the file as it came, for whoever may see the photo here.

    While one is hidden on request, that is whoever may change it: it tells where it was taken, and somebody didn't want that.
    """

    def get_urls(self):
        view = self.admin_site.admin_view(self.original_view)
        return [path("<path:object_id>/original/", view, name="gallery_photo_original"), *super().get_urls()]

    def original_view(self, request, object_id):
        """Send the original, to be saved and never shown by the browser: nobody has looked at all that is in it."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET"])
        photo = self.get_object(request, object_id)
        if not self._may_have_original(request, photo):
            raise PermissionDenied
        if photo is None or not photo.original:
            raise Http404
        try:
            file = photo.original.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(
            file, as_attachment=True, filename=_name(photo), content_type="application/octet-stream"
        )
        response["Cache-Control"] = "private, no-store"
        return response

    def _may_have_original(self, request, photo) -> bool:
        if photo and photo.state_before:
            return self.has_change_permission(request, photo)
        return self.has_view_permission(request, photo)

    def object_tools(self, request, obj):
        if not self._may_have_original(request, obj):
            return super().object_tools(request, obj)
        url = reverse("admin:gallery_photo_original", args=[obj.pk])
        return [(_("Download the original"), url), *super().object_tools(request, obj)]


def _name(photo: Photo) -> str:
    return f"photo-{photo.pk}.{str(photo.original.name).rpartition('.')[2]}"
