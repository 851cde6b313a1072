"""Which photo comes before another, and which after: the way through an album by its pages."""

import pytest
from django.db import connection

from gallery.models import Photo
from tests.factories import AlbumFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def album():
    """An album in which photos share their place, and of which not all are seen."""
    album = AlbumFactory(live=True)
    for position in (2, 1, 2, 3, 1, 2):
        PhotoFactory(album=album, position=position)
    PhotoFactory(album=album, position=2, state=Photo.State.WITHDRAWN)
    PhotoFactory(album=AlbumFactory(live=True), position=2)
    return album


def test_one_comes_by_every_photo_once_and_back_again(visitor, album):
    shown = list(Photo.objects.visible().in_album(album).order_by("position", "id"))
    pages = [visitor.get(photo.get_absolute_url()).context for photo in shown]
    keys = [photo.pk for photo in shown]
    assert [(page["number"], page["total"]) for page in pages] == [(number, 6) for number in range(1, 7)]
    assert [page["following"] and page["following"]["id"] for page in pages] == [*keys[1:], None]
    assert [page["previous"] and page["previous"]["id"] for page in pages] == [None, *keys[:-1]]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Each database tells its plans in words of its own.")
@pytest.mark.parametrize("way", ["before", "after"])
def test_a_neighbour_is_found_in_the_index_from_the_photo_on(album, way):
    """However many photos there are: the search begins at the place of this one, and nothing is sorted."""
    neighbours = getattr(Photo.objects.visible(), way)(album.photos.first())
    plan = neighbours.explain()
    assert "photo_in_album_order (album_id=? AND state=? AND position" in plan
    assert "TEMP B-TREE" not in plan
