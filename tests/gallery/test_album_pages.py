"""A visitor looks through the albums of an event."""

import pytest

from content.workflow import publishing
from gallery.models import Photo
from tests.factories import AlbumFactory, EventFactory, PhotoFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ALBUMS = "/en/albums/"


@pytest.fixture
def event(db):
    return EventFactory(live=True, title_en="Emmen")


@pytest.fixture
def album(event):
    return AlbumFactory(live=True, event=event, title_en="The afternoon")


def add(album, alt: str = "", **given):
    """Add a photo that can be seen by its description."""
    return PhotoFactory(album=album, alt_en=alt, alt_nl="", digest=Photo.objects.count().to_bytes(32).hex(), **given)


def alts(part) -> list[str]:
    return [each["alt"] for each in part.all(".photo-tile img")]


# --- The list of albums -------------------------------------------------------------------------------------------------


def test_without_any_album_the_list_says_so(visitor):
    AlbumFactory()
    page = read(visitor, ALBUMS)
    assert (page.texts(".note"), page.all(".album-card")) == (["No album has been published yet."], [])


def test_albums_stand_in_the_editors_order_and_only_published_ones(visitor, event):
    for title, position in [("Second", 2), ("First", 1)]:
        AlbumFactory(live=True, event=event, title_en=title, position=position)
    AlbumFactory(event=event)
    publishing.withdraw(AlbumFactory(live=True, event=event))
    publishing.throw_away(AlbumFactory(live=True, event=event))
    AlbumFactory(live=True, event=EventFactory())
    page = read(visitor, ALBUMS)
    assert page.texts(".album-card-title") == ["First", "Second"]
    assert page.all(".note") == []


def test_a_card_leads_to_the_album_and_counts_what_can_be_seen(visitor, album):
    for state in [*[Photo.State.VISIBLE] * 2, Photo.State.WAITING, Photo.State.WITHDRAWN]:
        add(album, state=state)
    single, empty = [AlbumFactory(live=True, event=album.event, position=number) for number in (1, 2)]
    add(single)
    page = read(visitor, ALBUMS)
    assert [each["href"] for each in page.all("h2 a")] == [each.get_absolute_url() for each in (album, single, empty)]
    assert page.texts(".album-card p.small") == ["Emmen · 2 photos", "Emmen · 1 photo", "Emmen · 0 photos"]


def test_the_cover_is_the_one_that_was_chosen_else_the_first(visitor, album):
    add(album, "Second", position=2)
    first = add(album, "First", position=1)
    chosen = add(album, "Chosen", position=3)

    def cover():
        return [each["alt"] for each in read(visitor, ALBUMS).all(".album-card-cover img")]

    assert cover() == ["First"]
    album.cover = chosen
    album.save()
    assert cover() == ["Chosen"]
    Photo.objects.filter(pk=chosen.pk).update(state=Photo.State.WITHDRAWN)
    assert cover() == ["First"]
    Photo.objects.filter(pk=first.pk).update(state=Photo.State.WITHDRAWN)
    assert cover() == ["Second"]


def test_an_album_without_photos_has_no_cover(visitor, album):
    assert len(read(visitor, ALBUMS).all(".album-card-cover .picture-missing")) == 1


# --- An album -----------------------------------------------------------------------------------------------------------


def test_an_album_shows_its_photos_in_order(visitor, album):
    photos = [add(album, name, position=position) for name, position in [("B", 2), ("A", 1), ("C", 3)]]
    add(album, "Waiting", state=Photo.State.WAITING)
    add(album, "Withdrawn", state=Photo.State.WITHDRAWN)
    add(AlbumFactory(live=True, event=album.event), "Elsewhere")
    page = read(visitor, album.get_absolute_url())
    assert alts(page) == ["A", "B", "C"]
    links = [each["href"] for each in page.all(".photo-tile a")]
    assert links == [photos[number].get_absolute_url() for number in (1, 0, 2)]
    assert page.all(".pager") == []


def test_an_album_says_of_which_event_it_is_and_what_it_shows(visitor, album):
    page = read(visitor, album.get_absolute_url())
    assert page.one("title").text == "The afternoon · smartup"
    assert page.links("main .eyebrow a") == [("Emmen", album.event.get_absolute_url())]
    assert page.texts("h1") == ["The afternoon"]
    assert page.all("main .lead") == []
    album.description_en = "Until it got dark."
    album.save()
    page = read(visitor, album.get_absolute_url())
    assert page.texts("main .lead") == ["Until it got dark."]
    assert page.one("meta[name=description]")["content"] == "Until it got dark."


def test_a_photo_without_a_description_is_a_link_with_words_all_the_same(visitor, album):
    add(album, "Described", position=1)
    add(album, position=2)
    add(album, position=3, decorative=True)
    tiles = read(visitor, album.get_absolute_url()).all(".photo-tile")
    assert [tile.texts(".visually-hidden") for tile in tiles] == [
        [],
        ["Photo without description"],
        ["Photo without description"],
    ]
    assert [tile.one("img")["alt"] for tile in tiles] == ["Described", "", ""]


def test_a_description_in_the_other_language_is_marked(visitor, album):
    PhotoFactory(album=album, alt_nl="Een zaal", alt_en="", digest="a" * 64)
    picture = read(visitor, album.get_absolute_url()).one(".photo-tile img")
    assert (picture["alt"], picture.get("lang")) == ("Een zaal", "nl")


def test_what_stands_on_top_is_fetched_at_once_and_the_rest_when_it_is_near(visitor, album):
    for number in range(6):
        add(album, position=number)
    loading = [each.get("loading") for each in read(visitor, album.get_absolute_url()).all(".photo-tile img")]
    assert loading == [None, None, None, None, "lazy", "lazy"]


@pytest.mark.parametrize(
    ("size", "ratio"),
    [((640, 480), "13"), ((480, 640), "8"), ((480, 480), "10"), ((1000, 100), "30"), ((310, 100), "30"),
     ((290, 100), "29"), ((100, 1000), "5"), ((60, 100), "6"), ((640, 0), "30")],
)  # fmt: skip
def test_a_tile_is_as_wide_as_its_photo_within_bounds(visitor, album, size, ratio):
    add(album, width=size[0], height=size[1])
    assert read(visitor, album.get_absolute_url()).one(".photo-tile")["data-ratio"] == ratio


def test_sixty_photos_make_a_page(visitor, album):
    Photo.objects.bulk_create([Photo(album=album, position=number, original="a.jpg") for number in range(61)])
    first = read(visitor, album.get_absolute_url())
    assert (len(first.all(".photo-tile")), first.one(".pager span").text) == (60, "Page 1 of 2")
    assert first.links(".pager a") == [("Next", "?page=2")]
    last = read(visitor, album.get_absolute_url(), page=2)
    assert (len(last.all(".photo-tile")), last.one(".pager span").text) == (1, "Page 2 of 2")
    assert last.links(".pager a") == [("Previous", "?page=1")]


@pytest.mark.parametrize(("asked", "number"), [("99", 2), ("0", 2), ("-1", 2), ("x", 1), ("", 1)])
def test_a_page_that_is_not_there_is_the_nearest(visitor, album, asked, number):
    Photo.objects.bulk_create([Photo(album=album, position=number, original="a.jpg") for number in range(61)])
    page = read(visitor, album.get_absolute_url(), page=asked)
    assert page.one(".pager span").text == f"Page {number} of 2"


def test_photos_can_be_had_all_at_once_as_soon_as_their_sizes_are_made(visitor, album):
    add(album)
    assert read(visitor, album.get_absolute_url()).all("a[download]") == []
    add(album, ready=True)
    (link,) = read(visitor, album.get_absolute_url()).all("a[download]")
    assert (link.text, link["href"]) == ("Download all photos", f"{album.get_absolute_url()}photos.zip")


# --- On the page of the event -------------------------------------------------------------------------------------------


def test_an_event_shows_its_first_eight_photos(visitor, event):
    late = AlbumFactory(live=True, event=event, position=2)
    early = AlbumFactory(live=True, event=event, position=1)
    for number in range(6):
        add(late, f"Late {number}", position=number)
        add(early, f"Early {number}", position=5 - number)
    add(early, "Withdrawn", state=Photo.State.WITHDRAWN)
    add(AlbumFactory(live=True), "Of another event")
    add(AlbumFactory(event=event), "In a draft")
    for path in ("/en/", event.get_absolute_url()):
        strip = read(visitor, path).one("#photos")
        assert alts(strip) == [*(f"Early {number}" for number in range(5, -1, -1)), "Late 0", "Late 1"]
        assert strip.links("a.button") == [("All photos", early.get_absolute_url())]


def test_an_event_without_photos_shows_no_strip(visitor, event):
    AlbumFactory(live=True, event=event)
    assert read(visitor, event.get_absolute_url()).all("#photos") == []
