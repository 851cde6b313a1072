"""Photos with their sizes, and asking to have one taken down."""

from django.urls import reverse
from django.utils.translation import override

from content.pictures.intake.originals import take_in
from content.pictures.renditions.files import make_missing
from gallery.models import Photo, RemovalRequest
from tests.pictures.photos import encoded, landscape, upload


def picture(colour="red") -> bytes:
    """A small picture, another one for each colour."""
    return encoded(landscape((400, 300)).point(lambda value: (value + len(colour) * 7 + ord(colour[0])) % 256))


def photo_of(content: bytes, album, *, make=True, **more) -> Photo:
    """A photo of the album with all its sizes; without, when they are not to be made yet."""
    photo = Photo(album=album, original=upload(content), **more)
    take_in(photo)
    photo.save()
    if make:
        make_missing(photo)
    return photo


def removal_form(photo, language="en") -> str:
    """Return the address of the form by which one asks to have `photo` taken down."""
    with override(language):
        return reverse("gallery:removal", args=[photo.pk])


def ask(browser, photo, sender="192.0.2.1", **sent) -> RemovalRequest:
    """Ask to have `photo` taken down, from the network address `sender`; return the request that came of it."""
    before = set(RemovalRequest.objects.values_list("pk", flat=True))
    response = browser.post(removal_form(photo), sent, REMOTE_ADDR=sender)
    assert response.status_code == 302, response.content.decode()
    request = RemovalRequest.objects.exclude(pk__in=before).get()
    assert response.url == receipt_of(request)
    return request


def receipt_of(request) -> str:
    with override(request.language):
        return reverse("gallery:removal_receipt", args=[request.secret])
