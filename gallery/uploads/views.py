"""Taking the files of an album in chunks, from static/js/admin/upload.js."""

from functools import partial

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.admin_ui.object_pages import page
from content.admin_ui.parts import Part
from content.pictures.disk_space import NoRoom
from gallery.models import Album
from gallery.photos.adding import AddedPhoto
from gallery.photos.captions import PhotoForm
from gallery.uploads.parts import CHUNK, AnnouncedFile, TooMuchUnfinished, WrongOffset
from gallery.uploads.parts import PartialUpload as PartOfFile

REFUSED, NO_ROOM = 422, 507


class AnnouncedForm(forms.Form):
    """What a browser tells of a file before it sends it."""

    name = forms.CharField(max_length=2000, strip=False)
    size = forms.IntegerField(min_value=0)
    modified = forms.IntegerField()


class OffsetForm(AnnouncedForm):
    """The same, with where the chunk begins that comes along."""

    offset = forms.IntegerField(min_value=0)


class Uploads(Part):
    """GET asks how much of a file is there, POST sends the next chunk as its whole body."""

    def urls(self, admin):
        view = require_http_methods(["GET", "POST"])(partial(self.upload_view, admin))
        return [page(admin, "<path:object_id>/photos/upload/", view, "upload")]

    def upload_view(self, admin, request, object_id):
        """Answer with `offset`, the number of bytes that are there, or with what became of the file."""
        album = admin.get_object(request, object_id)
        if album is None and request.user.has_perm("gallery.add_photo"):
            raise Http404
        if not may_add_photos(admin, request, album):
            raise PermissionDenied
        form = (OffsetForm if request.method == "POST" else AnnouncedForm)(request.GET)
        if not form.is_valid():
            return HttpResponseBadRequest()
        given = form.cleaned_data
        announced = AnnouncedFile(given["name"], given["size"], given["modified"])
        try:
            part = PartOfFile(request.user, album, announced)
            if request.method == "POST":
                return _received(request, part, given["offset"])
            photo = part.finished()
        except ValidationError as refused:
            return _refusal(" ".join(refused.messages), REFUSED)
        return _done(request, AddedPhoto(photo, is_new=False)) if photo else JsonResponse({"offset": part.offset()})


def may_add_photos(admin, request, album: Album | None = None) -> bool:
    """Whether this editor may put photos into `album`."""
    return request.user.has_perm("gallery.add_photo") and admin.has_change_permission(request, album)


def _received(request, part: PartOfFile, offset: int) -> HttpResponse:
    try:
        added = part.receive(request.read(CHUNK), offset)
    except UnreadablePostError:  # nobody is there any more to be answered
        return HttpResponseBadRequest()
    except WrongOffset as wrong:
        return JsonResponse({"offset": wrong.offset}, status=409)
    except NoRoom:
        return _refusal(_("The site has no room left. Tell whoever looks after it; then try again."), NO_ROOM)
    except TooMuchUnfinished:
        return _refusal(_("Too many of your files are half uploaded. Finish those first, or wait a day."), NO_ROOM)
    return _done(request, added) if added else JsonResponse({"offset": part.offset()})


def _done(request, added: AddedPhoto) -> HttpResponse:
    words = _("Added") if added.is_new else _("Is there already")
    told = {"photo": str(added.photo.pk), "words": words}
    if added.is_new:  # the HTML in which it can be described; the page puts it among the others
        may_change = request.user.has_perm("gallery.change_photo")
        context = {"form": PhotoForm(instance=added.photo), "may_change": may_change}
        told["card"] = render_to_string("admin/photos/card.html", context, request)
    return JsonResponse(told)


def _refusal(words: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": words}, status=status)
