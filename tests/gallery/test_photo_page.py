"""Photos into an album: the form of the album leads to the page on which they come in."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from content.pictures.intake import originals
from gallery.models import Album, Photo
from tests.editing.forms import edit, told
from tests.factories import AlbumFactory, EventFactory, PhotoFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]


@pytest.fixture
def editor(editor):
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return editor


def photo(name, colour="teal"):
    written = BytesIO()
    Image.new("RGB", (120, 80), colour).save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def photos_url(album) -> str:
    return f"/admin/gallery/album/{album.pk}/photos/"


def add(editor, album, *files):
    """Send files by the form of the page of photos, as a browser without scripts does; return the page that comes."""
    return editor.post(photos_url(album), {"files": files}, follow=True)


def test_a_new_album_leads_to_the_page_on_which_its_photos_are_added(editor, form_of):
    said = "Save the album first. Then comes the page on which its photos are added, hundreds at once."
    assert said in editor.get(form_of(Album)).content.decode()
    page = edit(editor, form_of(Album), title_en="Afternoon", event=EventFactory().pk)
    album = Album.objects.get()
    assert [address for address, _status in page.redirect_chain] == [photos_url(album)]
    assert told(page) == [f'“<a href="{form_of(album)}">Afternoon</a>” is saved as a draft.']
    assert said not in editor.get(form_of(album)).content.decode()


@pytest.mark.parametrize("button", ["_continue", "_addanother"])
def test_who_presses_another_button_goes_where_that_leads(editor, form_of, button):
    page = edit(editor, form_of(Album), press=button, title_en="Afternoon", event=EventFactory().pk)
    assert page.redirect_chain[-1][0] == form_of(Album.objects.get() if button == "_continue" else Album)


def test_an_album_that_was_there_before_leads_back_to_the_list(editor, form_of):
    page = edit(editor, form_of(AlbumFactory()), title_en="Afternoon")
    assert page.redirect_chain[-1][0] == "/admin/gallery/album/"


def test_the_form_of_an_album_leads_to_its_photos(editor, form_of):
    album = AlbumFactory()
    tools = editor.get(form_of(album)).context["object_tools"]
    assert ("Add and describe photos", photos_url(album)) in tools


def test_many_photos_are_added_at_once_and_come_last(editor):
    album = AlbumFactory()
    PhotoFactory(album=album, position=3)
    page = add(editor, album, photo("a.jpg"), photo("b.jpg", "red"))
    assert list(album.photos.values_list("position", "width", "height")) == [(3, 640, 480), (4, 120, 80), (5, 120, 80)]
    assert told(page) == ["2 photos were added."]


def test_as_many_files_may_come_by_one_form_as_the_page_says(editor):
    album = AlbumFactory()
    assert "up to 40 MB each, at most 200 at once." in editor.get(photos_url(album)).content.decode()
    page = add(editor, album, photo("a.jpg"), *(SimpleUploadedFile(f"{number}.jpg", b"%PDF") for number in range(199)))
    assert (album.photos.count(), len(told(page))) == (1, 200)


def test_one_bad_file_is_named_and_stops_no_other(editor):
    album = AlbumFactory()
    page = add(editor, album, SimpleUploadedFile("zaal.jpg", b"%PDF-1.7 no photo at all"), photo("b.jpg"))
    said = "zaal.jpg is a PDF, not a photo. Save it as JPEG and upload it again."
    assert (album.photos.count(), told(page)) == (1, ["1 photo was added.", said])


def test_the_same_photo_is_not_added_twice(editor):
    album = AlbumFactory()
    page = add(editor, album, photo("a.jpg"), photo("b.jpg"))
    assert (album.photos.count(), told(page)) == (1, ["1 photo was added.", "b.jpg is in this album already."])


def test_photos_added_to_a_published_album_wait_until_it_is_published_again(editor, visitor, form_of):
    album = AlbumFactory(live=True, title_nl="Middag", title_en="Afternoon")
    before = visitor.get(album.addresses()["en"]).content
    page = add(editor, album, photo("a.jpg"))
    assert told(page) == ["1 photo was added.", "Visitors see them once you publish the album again."]
    assert visitor.get(album.addresses()["en"]).content == before
    edit(editor, form_of(album), press="_publish")
    assert list(Photo.objects.visible().in_album(album).values_list("state", flat=True)) == ["visible"]


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_database_while_photos_are_looked_at(editor, monkeypatch):
    held, read = [], originals.read_original

    def looking(file):
        held.append(connection.in_atomic_block)
        return read(file)

    monkeypatch.setattr(originals, "read_original", looking)
    album = AlbumFactory()
    add(editor, album, photo("a.jpg"), photo("b.jpg", "red"))
    assert (album.photos.count(), held) == (2, [False, False])
