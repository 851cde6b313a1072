"""Handing out originals: visitors never get them."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.admin_ui.object_pages import admin_url, page
from content.admin_ui.parts import Part


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
