"""A photo that stands wherever a photo can stand, and where it is once somebody on it asks."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils.translation import override

from content.preview.rendering import render_published
from content.search.indexing import reindex_all
from content.workflow import publishing
from content.workflow.snapshot import content_of
from gallery.models import Photo
from tests.factories import AlbumFactory, EventFactory
from tests.gallery.asking import ask, photo_of, picture, removal_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere():
    """A photo that is the cover of its album and the first of its event, on home, with a draft of the album waiting."""
    event = EventFactory(live=True, is_home=True)
    album = AlbumFactory(live=True, event=event, slug_en="afternoon", title_en="The afternoon")
    photo = photo_of(picture(), album, alt_en="Anna at the round table", alt_nl="Anna aan de ronde tafel", position=1)
    photo_of(picture("other"), album, position=2)
    type(album).objects.filter(pk=album.pk).update(cover=photo)
    album.refresh_from_db()
    content = content_of(album)
    publishing.keep_draft(
        album, {**content, "fields": {**content["fields"], "title_en": "A new afternoon"}}, author=None
    )
    reindex_all()
    return photo


def places(photo) -> dict[str, str]:
    """Return every public page that can show a photo or lead to it, by name."""
    album = photo.album
    with override("en"):
        return {
            "home": reverse("events:home"),
            "event": album.event.get_absolute_url(),
            "albums": reverse("gallery:albums"),
            "album": album.get_absolute_url(),
            "neighbour": album.photos.exclude(pk=photo.pk).get().get_absolute_url(),
            "search": reverse("search:results") + "?q=Anna",
            "search for the album": reverse("search:results") + "?q=afternoon",
            "sitemap": "/sitemap.xml",
        }


def traces(photo) -> list[bytes]:
    """Return what would give the photo away."""
    return [photo.digest.encode(), str(photo.pk).encode(), b"Anna at the round table", photo.placeholder.encode()]


def where_it_is(visitor, photo) -> set[str]:
    """Return the names of the places that show the photo, or lead to it."""
    pages = {name: visitor.get(address).content for name, address in places(photo).items()}
    return {name for name, page in pages.items() if any(trace in page for trace in traces(photo))}


def packed(visitor) -> list[str]:
    response = visitor.get("/en/albums/afternoon/photos.zip")
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))
    return archive.namelist()


def previewed(photo, rf) -> bytes:
    """Return the album as its draft will look."""
    with override("en"):
        request = rf.get("/")
        return render_published([photo.album], photo.album.get_absolute_url(), request, "").content


def test_it_is_everywhere_and_then_nowhere(visitor, everywhere, committed, rf):
    assert where_it_is(visitor, everywhere) == {"home", "event", "albums", "album", "neighbour"}
    assert packed(visitor) == ["afternoon-0001.jpg", "afternoon-0002.jpg"]
    assert everywhere.digest.encode() in previewed(everywhere, rf)
    with committed():
        ask(visitor, everywhere)
    assert where_it_is(visitor, everywhere) == set()
    assert packed(visitor) == ["afternoon-0001.jpg"]
    assert not any(trace in previewed(everywhere, rf) for trace in traces(everywhere))
    assert visitor.get(removal_form(everywhere)).status_code == 410


def test_a_download_that_has_begun_goes_on_without_it(visitor, everywhere, committed):
    response = visitor.get("/en/albums/afternoon/photos.zip")
    with committed():
        ask(visitor, everywhere)
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))
    assert archive.read("afternoon-0001.jpg").strip(b"\0") == b""
    assert archive.read("afternoon-0002.jpg").startswith(b"\xff\xd8")


def test_publishing_the_draft_brings_nothing_back(visitor, everywhere, committed):
    with committed():
        ask(visitor, everywhere)
    with committed():
        publishing.publish(everywhere.album)
    assert where_it_is(visitor, everywhere) == set()
    assert Photo.objects.get(pk=everywhere.pk).state == Photo.State.WITHDRAWN


def test_it_comes_back_to_each_place(visitor, everywhere, committed):
    from gallery.removal import takedown

    with committed():
        request = ask(visitor, everywhere)
    with committed():
        takedown.recall_request(request)
    assert where_it_is(visitor, everywhere) == {"home", "event", "albums", "album", "neighbour"}
    assert packed(visitor) == ["afternoon-0001.jpg", "afternoon-0002.jpg"]
