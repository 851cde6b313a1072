"""The part of the admin of albums that takes files in chunks, from static/js/desk/upload.js."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import path
from django.utils.translation import gettext as _

from content.pictures.room import NoRoom
from gallery.adding import Added
from gallery.models import Album
from gallery.uploads import CHUNK, Announced, Part, TooMuchUnfinished, WrongOffset

REFUSED, NO_ROOM = 422, 507


class AnnouncedForm(forms.Form):
    """What a browser tells of a file before it sends it."""

    name = forms.CharField(max_length=2000, strip=False)
    size = forms.IntegerField(min_value=0)
    modified = forms.IntegerField()


class OffsetForm(AnnouncedForm):
    """The same, with where the chunk begins that comes along."""

    offset = forms.IntegerField(min_value=0)


class UploadAdmin:
    """Part of an admin of albums: GET asks how much of a file is there, POST sends the next chunk as its whole body."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.upload_view)
        return [path("<path:object_id>/photos/upload/", view, name="gallery_album_upload"), *super().get_urls()]

    def has_add_photos_permission(self, request, album: Album | None = None) -> bool:
        """Whether this editor may put photos into `album`."""
        return request.user.has_perm("gallery.add_photo") and self.has_change_permission(request, album)

    def upload_view(self, request, object_id):
        """Answer with `offset`, the number of bytes that are there, or with what became of the file."""
        if request.method not in {"GET", "POST"}:
            return HttpResponseNotAllowed(["GET", "POST"])
        album = self.album_to_add_to(request, object_id)
        form = (OffsetForm if request.method == "POST" else AnnouncedForm)(request.GET)
        if not form.is_valid():
            return HttpResponseBadRequest()
        given = form.cleaned_data
        announced = Announced(given["name"], given["size"], given["modified"])
        try:
            part = Part(request.user, album, announced)
            return (
                self._received(request, part, given["offset"])
                if request.method == "POST"
                else self._told(request, part)
            )
        except ValidationError as refused:
            return _refusal(" ".join(refused.messages), REFUSED)

    def album_to_add_to(self, request, object_id) -> Album:
        """Return the album. Raises Http404 when there is none, PermissionDenied for who may not add photos to it."""
        album = self.get_object(request, object_id)
        if album is None and request.user.has_perm("gallery.add_photo"):
            raise Http404
        if not self.has_add_photos_permission(request, album):
            raise PermissionDenied
        return album

    def _told(self, request, part: Part) -> HttpResponse:
        photo = part.finished()
        return self._done(request, Added(photo, is_new=False)) if photo else JsonResponse({"offset": part.offset()})

    def _received(self, request, part: Part, offset: int) -> HttpResponse:
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
        return self._done(request, added) if added else JsonResponse({"offset": part.offset()})

    def _done(self, request, added: Added) -> HttpResponse:
        words = _("Added") if added.is_new else _("Is there already")
        told = {"photo": str(added.photo.pk), "words": words}
        if added.is_new:
            told["card"] = self.card_of(request, added.photo)
        return JsonResponse(told)

    def card_of(self, request, photo) -> str:
        """Return the HTML in which `photo` can be described; the page puts it among the others."""
        raise NotImplementedError


def _refusal(words: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": words}, status=status)
