from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gallery.models import Album, Photo
from tests.desk.editing import edit, told
from tests.factories import AlbumFactory, EventFactory, PhotoFactory

pytestmark = pytest.mark.django_db


def photo(name, colour="teal"):
    written = BytesIO()
    Image.new("RGB", (120, 80), colour).save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def test_many_photos_are_added_at_once_and_come_last(editor, form_of):
    album = AlbumFactory()
    PhotoFactory(album=album, position=3)
    page = edit(editor, form_of(album), files=[photo("a.jpg"), photo("b.jpg", "red")])
    assert list(album.photos.values_list("position", "width", "height")) == [(3, 640, 480), (4, 120, 80), (5, 120, 80)]
    assert "2 photos were added." in told(page)


def test_one_bad_file_is_named_and_stops_no_other(editor, form_of):
    album = AlbumFactory()
    bad = SimpleUploadedFile("zaal.jpg", b"%PDF-1.7 no photo at all")
    page = edit(editor, form_of(album), files=[bad, photo("b.jpg")])
    assert album.photos.count() == 1
    assert [message.startswith("zaal.jpg is ") for message in told(page)].count(True) == 1


def test_a_new_album_takes_photos_with_it(editor, form_of):
    edit(editor, form_of(Album), title_en="Afternoon", event=EventFactory().pk, files=[photo("a.jpg")])
    assert Album.objects.get().photos.count() == 1


def test_the_form_of_an_album_leads_to_its_photos(editor, form_of):
    album = AlbumFactory()
    tools = editor.get(form_of(album)).context["object_tools"]
    assert ("Add and describe photos", f"/admin/gallery/album/{album.pk}/photos/") in tools


def test_the_same_photo_is_not_added_twice(editor, form_of):
    album = AlbumFactory()
    page = edit(editor, form_of(album), files=[photo("a.jpg"), photo("b.jpg")])
    assert album.photos.count() == 1
    assert "b.jpg is in this album already." in told(page)


def test_photos_added_to_a_published_album_wait_until_it_is_published_again(editor, visitor, form_of):
    album = AlbumFactory(live=True, title_nl="Middag", title_en="Afternoon")
    before = visitor.get(album.addresses()["en"]).content
    page = edit(editor, form_of(album), files=[photo("a.jpg")])
    assert told(page)[:2] == ["1 photo was added.", "Visitors see them once you publish the album again."]
    assert visitor.get(album.addresses()["en"]).content == before
    edit(editor, form_of(album), press="_publish")
    assert list(Photo.objects.visible().in_album(album).values_list("state", flat=True)) == ["visible"]
