"""The hidden photo, as whoever decides about it sees it."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event

import pytest
from django.urls import reverse
from PIL import Image

from content.pictures.intake.pixels import decode_alone
from content.pictures.rotation import rotate_image
from gallery.removal import takedown
from gallery.removal.files import small_jpeg
from tests.gallery.asking import ask, photo_of
from tests.pictures.photos import encoded, landscape

pytestmark = pytest.mark.django_db


def test_a_hidden_photo_is_sent_once_to_each_browser_and_is_gone_once_it_is_erased(editor, visitor, photo, committed):
    with committed():
        request = ask(visitor, photo)
    shown = reverse("admin:gallery_removalrequest_picture", args=[request.pk, 160])
    again = {"if-none-match": editor.get(shown)["ETag"]}
    answer = editor.get(shown, headers=again)
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (304, b"", "private, no-cache")
    assert visitor.get(shown, headers=again).status_code == 302
    with committed():
        takedown.erase_originals(request)
    assert editor.get(shown, headers=again).status_code == 404


@pytest.mark.parametrize("form", ["JPEG", "HEIF", "PNG", "TIFF"])
def test_a_hidden_photo_is_shown_small_whatever_its_file_is(editor, visitor, album, form):
    request = ask(visitor, photo_of(encoded(landscape((3000, 1800)), form), album, make=False))
    shown = reverse("admin:gallery_removalrequest_picture", args=[request.pk, 160])
    with Image.open(BytesIO(editor.get(shown).content)) as image:
        left, right = image.getpixel((40, 60)), image.getpixel((120, 60))
    assert (image.format, image.size) == ("JPEG", (160, 96))
    assert left[0] > 200 > right[0] and right[2] > 200 > left[2]


def test_a_hidden_photo_lies_as_an_editor_turned_it(album):
    photo = photo_of(encoded(landscape((3000, 1800))), album, make=False)
    rotate_image(photo, 90)
    with Image.open(BytesIO(small_jpeg(photo, 160))) as image:
        top, bottom = image.getpixel((40, 40)), image.getpixel((40, 120))
    assert image.size == (96, 160)
    assert top[0] > 200 > bottom[0] and bottom[2] > 200 > top[2]


def test_photos_of_a_long_list_are_decoded_one_by_one(photo):
    looked = Event()
    with ThreadPoolExecutor() as hands:
        other = hands.submit(decode_alone, looked.wait)
        small = hands.submit(small_jpeg, photo, 160)
        with pytest.raises(TimeoutError):
            small.result(timeout=0.5)
        looked.set()
        assert (other.result(), small.result()[:2]) == (True, b"\xff\xd8")
