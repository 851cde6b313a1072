"""A visitor comes in by the front door."""

from datetime import date

import pytest

from tests.factories import EventFactory, PictureFactory, SiteSettingsFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HOME = "/en/"
breaks_while_empty = pytest.mark.xfail(
    raises=AttributeError, reason="the page asks the tagline of an event that isn't there"
)


def title_of(page) -> str:
    return page.one(".hero-title").text


@breaks_while_empty
def test_a_new_site_says_that_there_is_nothing_yet(visitor):
    SiteSettingsFactory(name_en="The Mirror", tagline_en="Look again")
    page = read(visitor, HOME)
    assert page.one("title").text == "The Mirror: Look again"
    assert page.texts("main h1") == ["The Mirror"]
    assert page.one("main .lead").text == "There is nothing to see here yet: no event has been published."
    assert page.all(".hero") == []


@breaks_while_empty
def test_an_event_that_is_not_published_is_no_front_door(visitor):
    EventFactory(title_en="Draft", is_home=True)
    assert read(visitor, HOME).all(".hero") == []


def test_the_latest_event_is_the_home_page(visitor):
    EventFactory(live=True, title_en="Middle", starts=date(2019, 1, 1))
    EventFactory(live=True, title_en="Latest", starts=date(2020, 1, 1))
    EventFactory(live=True, title_en="First", starts=date(2018, 1, 1))
    assert title_of(read(visitor, HOME)) == "Latest"


def test_the_event_that_is_marked_goes_before_a_later_one(visitor):
    EventFactory(live=True, title_en="Marked", starts=date(2018, 1, 1), is_home=True)
    EventFactory(live=True, title_en="Latest", starts=date(2020, 1, 1))
    assert title_of(read(visitor, HOME)) == "Marked"


def test_a_marked_draft_leaves_the_door_to_what_is_published(visitor):
    EventFactory(title_en="Marked", starts=date(2021, 1, 1), is_home=True)
    EventFactory(live=True, title_en="Published", starts=date(2020, 1, 1))
    assert title_of(read(visitor, HOME)) == "Published"


@pytest.mark.parametrize(("tagline", "title"), [("Look again", "Emmen: Look again"), ("", "Emmen")])
def test_the_window_is_called_after_the_event_and_the_motto_of_the_site(visitor, tagline, title):
    SiteSettingsFactory(name_en="The Mirror", tagline_en=tagline)
    EventFactory(live=True, title_en="Emmen", tagline_en="A joint meeting")
    page = read(visitor, HOME)
    assert page.one("title").text == title
    assert page.one("meta[name=description]")["content"] == "A joint meeting"
    assert page.one(".hero-tagline").text == "A joint meeting"


@pytest.mark.parametrize(("title", "size"), [("Sixteen letters!", None), ("Seventeen letters", "long")])
def test_a_long_title_is_set_smaller(visitor, title, size):
    EventFactory(live=True, title_en=title)
    heading = read(visitor, HOME).one("h1")
    assert (heading.get("data-size"), heading.one(".reflected")["data-reflection"]) == (size, title)


def test_a_title_in_the_other_language_says_so(visitor):
    EventFactory(live=True, title_nl="Spiegel", title_en="")
    heading = read(visitor, HOME).one("h1")
    assert (heading.text, heading.get("lang")) == ("Spiegel", "nl")


def test_a_title_in_the_language_of_the_page_needs_no_mark(visitor):
    EventFactory(live=True, title_en="Mirror")
    assert read(visitor, HOME).one("h1").get("lang") is None


def test_it_leads_on_to_the_story_and_to_the_page_of_the_event(visitor):
    event = EventFactory(live=True, story_en="<p>It was.</p>", venue_name="Atlas Theatre")
    page = read(visitor, HOME)
    assert page.links(".hero-acts a") == [("Read the story", "#story")]
    assert ("Programme and all details", event.get_absolute_url()) in page.links(".story-facts a")


@pytest.mark.parametrize("video", [{"video_url": "https://vimeo.com/123456789"}, {"video_file": "videos/a.mp4"}])
def test_it_leads_to_the_video_when_there_is_one(visitor, video):
    EventFactory(live=True, **video)
    page = read(visitor, HOME)
    assert page.links(".hero-acts a") == [("Read the story", "#story"), ("Watch the video", "#video")]
    assert len(page.all("#video")) == 1
    assert [each["src"] for each in page.all("script[type=module]")].count("/static/js/video.js") == 1
    assert [each["href"] for each in page.all("link[rel=stylesheet]")].count("/static/css/components/video.css") == 1


def test_without_a_video_nothing_of_it_is_loaded(visitor):
    EventFactory(live=True)
    page = read(visitor, HOME)
    assert page.all("#video") == []
    assert "js/video.js" not in [each.get("src") for each in page.all("script")]
    assert "/static/css/components/video.css" not in [each["href"] for each in page.all("link[rel=stylesheet]")]


def test_its_picture_stands_on_top_and_is_fetched_first(visitor):
    EventFactory(live=True, hero=PictureFactory(digest="a" * 64, alt_en="A theatre"), poster=PictureFactory())
    picture = read(visitor, HOME).one(".hero-picture img")
    assert (picture["alt"], picture.get("fetchpriority"), picture["width"]) == ("A theatre", "high", "640")


def test_without_a_picture_a_folded_mirror_stands_there(visitor):
    EventFactory(live=True)
    page = read(visitor, HOME)
    assert page.one(".hero-picture .picture-missing")["data-slot"] == "hero"
    assert page.all(".hero-picture img") == []
