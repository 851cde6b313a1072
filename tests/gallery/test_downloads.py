"""Photos to take home, one by one and all of an album."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from PIL import Image

from content.pictures.intake.originals import take_in
from content.pictures.renditions.files import make_missing
from gallery.models import Photo
from tests.factories import AlbumFactory, PhotoFactory
from tests.pictures.photos import on_its_side, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection():
    """A response that ends lets go of the connection to the database; the test still needs it."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.fixture
def album():
    return AlbumFactory(live=True, slug_en="afternoon")


def photo_in(album, **more) -> Photo:
    """A photo of the album with all its sizes, taken by a camera that tells where it was."""
    photo = Photo(album=album, original=upload(on_its_side(), "IMG_0001.jpg"), **more)
    take_in(photo)
    photo.save()
    make_missing(photo)
    return photo


def unpacked(response) -> ZipFile:
    content = b"".join(response.streaming_content)
    response.close()
    assert len(content) == int(response["Content-Length"])
    return ZipFile(BytesIO(content))


def test_an_album_comes_as_one_archive_without_what_is_withdrawn_or_waits(visitor, album):
    photo_in(album, position=1)
    photo_in(album, position=2, state=Photo.State.WITHDRAWN)
    photo_in(album, position=3, state=Photo.State.WAITING)
    response = visitor.get("/en/albums/afternoon/photos.zip")
    assert response["Content-Disposition"] == 'attachment; filename="afternoon.zip"'
    assert unpacked(response).namelist() == ["afternoon-0001.jpg"]


def test_a_photo_to_take_home_tells_nothing_of_camera_and_place(visitor, album):
    photo_in(album)
    archive = unpacked(visitor.get("/en/albums/afternoon/photos.zip"))
    content = archive.read("afternoon-0001.jpg")
    assert dict(Image.open(BytesIO(content)).getexif()) == {}
    assert not [told for told in (b"Secretive", b"Emmen", b"Exif\0") if told in content]


def test_the_page_of_a_photo_offers_its_largest_size_under_a_name_that_says_what_it_is(visitor, album):
    photo_in(album, position=1)
    photo = photo_in(album, position=2)
    page = visitor.get(f"/en/photos/{photo.pk}/")
    download = page.context["download"]
    assert download["name"] == "afternoon-0002.jpg"
    file = visitor.get(download["url"])
    assert file.status_code == 200
    file.close()


def test_nothing_is_offered_while_the_sizes_are_being_made(visitor, album):
    photo = PhotoFactory(album=album)
    assert visitor.get(f"/en/photos/{photo.pk}/").context["download"] is None
    assert "photos.zip" not in visitor.get("/en/albums/afternoon/").content.decode()
    assert visitor.get("/en/albums/afternoon/photos.zip").status_code == 404


def test_a_draft_album_gives_nothing_away(visitor):
    photo_in(AlbumFactory(slug_en="secret"))
    assert visitor.get("/en/albums/secret/photos.zip").status_code == 404
