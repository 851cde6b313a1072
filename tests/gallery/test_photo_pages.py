"""A visitor looks at one photo."""

from datetime import UTC, datetime

import pytest

from content.workflow import publishing
from gallery.models import Photo
from tests.factories import AlbumFactory, EventFactory, PhotoFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def album(db):
    return AlbumFactory(live=True, event=EventFactory(live=True, title_en="Emmen"), title_en="The afternoon")


def add(album, **given):
    return PhotoFactory(**{"album": album, "digest": "a" * 64, "alt_en": "A table", **given})


def page_of(visitor, photo):
    return read(visitor, photo.get_absolute_url())


def test_it_says_which_photo_this_is_and_of_what(visitor, album):
    add(album, position=1)
    photo = add(album, position=2)
    page = page_of(visitor, photo)
    assert page.one("title").text == "Photo 2 of 2 · The afternoon · smartup"
    assert page.one("meta[name=description]")["content"] == "A table"
    assert page.texts("h1") == ["Photo 2 of 2"]
    assert page.one("main .eyebrow").text == "The afternoon · Emmen"
    assert page.links("main .eyebrow a") == [("The afternoon", album.get_absolute_url())]
    picture = page.one("figure img")
    assert (picture["alt"], picture.get("fetchpriority")) == ("A table", "high")


@pytest.mark.parametrize(
    ("given", "caption"),
    [
        ({"credit": "Marieke"}, ["A table", "Photo: Marieke"]),
        ({"taken_at": datetime(2018, 9, 19, 7, 5, tzinfo=UTC)}, ["A table", "19 September 2018, 09:05"]),
        (
            {"credit": "Marieke", "taken_at": datetime(2018, 9, 19, 7, 5, tzinfo=UTC)},
            ["A table", "Photo: Marieke · 19 September 2018, 09:05"],
        ),
        ({"alt_en": "", "alt_nl": "Een tafel"}, ["Een tafel", ""]),
        ({"alt_en": "", "alt_nl": ""}, [""]),
    ],
    ids=["credit", "time", "both", "other language", "nothing"],
)
def test_below_it_stands_what_is_known(visitor, album, given, caption):
    assert page_of(visitor, add(album, **given)).texts("figcaption p") == caption


def test_words_in_the_other_language_are_marked(visitor, album):
    page = page_of(visitor, add(album, alt_en="", alt_nl="Een tafel"))
    assert page.one("figure img").get("lang") == page.one("figcaption span")["lang"] == "nl"


def test_one_goes_on_to_the_next_and_back(visitor, album):
    photos = [add(album, position=number) for number in (1, 2, 3)]
    paths = [photo.get_absolute_url() for photo in photos]
    ways = [page_of(visitor, photo).links(".pager a") for photo in photos]
    assert ways == [
        [("Next photo", paths[1])],
        [("Previous photo", paths[0]), ("Next photo", paths[2])],
        [("Previous photo", paths[1])],
    ]


def test_the_way_passes_by_what_is_hidden(visitor, album):
    photos = [add(album, position=number) for number in (1, 2, 3)]
    Photo.objects.filter(pk=photos[1].pk).update(state=Photo.State.WITHDRAWN)
    page = page_of(visitor, photos[2])
    assert page.links(".pager a") == [("Previous photo", photos[0].get_absolute_url())]
    assert page.texts("h1") == ["Photo 2 of 2"]


def test_a_photo_can_be_had_once_its_sizes_are_made(visitor, album):
    assert page_of(visitor, add(album)).all("a[download]") == []
    photo = add(album, ready=True, position=1)
    (link,) = page_of(visitor, photo).all("a[download]")
    assert (link.text, link["href"]) == ("Download", f"/media/renditions/aa/{'a' * 64}-640.jpg")
    assert link["download"].startswith(f"{album.slug_en}-")


def test_somebody_on_it_can_ask_to_have_it_taken_down(visitor, album):
    photo = add(album)
    (link,) = page_of(visitor, photo).all("a[rel=nofollow]")
    assert (link.text, link["href"]) == ("This is me: take it down", f"{photo.get_absolute_url()}this-is-me/")
    assert visitor.get(link["href"]).status_code == 200


def test_both_languages_have_the_photo_at_an_address_of_their_own(visitor, album):
    photo = add(album)
    page = page_of(visitor, photo)
    alternates = [(each["hreflang"], each["href"]) for each in page.all("link[rel=alternate]")]
    assert alternates[:2] == [
        ("nl", f"http://testserver/nl/fotos/{photo.pk}/"),
        ("en", f"http://testserver/en/photos/{photo.pk}/"),
    ]


@pytest.mark.parametrize(
    ("state", "status"), [(Photo.State.VISIBLE, 200), (Photo.State.WAITING, 404), (Photo.State.WITHDRAWN, 410)]
)
def test_only_what_is_visible_is_shown(visitor, album, state, status):
    assert visitor.get(add(album, state=state).get_absolute_url()).status_code == status


@pytest.mark.parametrize("hide", [publishing.withdraw, publishing.throw_away])
@pytest.mark.parametrize("what", ["album", "event"])
def test_a_photo_goes_with_its_album_and_its_event(visitor, album, hide, what):
    visible, waiting = add(album), add(album, state=Photo.State.WAITING)
    hide(album if what == "album" else album.event)
    assert [visitor.get(photo.get_absolute_url()).status_code for photo in (visible, waiting)] == [410, 404]


@pytest.mark.parametrize("state", [Photo.State.VISIBLE, Photo.State.WITHDRAWN])
def test_a_photo_of_what_never_was_public_is_not_there(visitor, state):
    for album in (AlbumFactory(event=EventFactory(live=True)), AlbumFactory(live=True, event=EventFactory())):
        assert visitor.get(add(album, state=state).get_absolute_url()).status_code == 404
