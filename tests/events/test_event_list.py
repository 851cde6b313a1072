"""A visitor looks which meetings come, and which have been."""

from datetime import date

import pytest
from freezegun import freeze_time

from content.workflow import publishing
from tests.factories import EventFactory, PictureFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
EVENTS = "/en/events/"


def titles(page, part: str) -> list[str]:
    return page.texts(f"section[aria-labelledby={part}] .event-card-title")


def add(title: str, starts: date, ends: date | None = None):
    return EventFactory(live=True, title_en=title, starts=starts, ends=ends or starts)


def test_without_any_event_it_says_so(visitor):
    page = read(visitor, EVENTS)
    assert page.one(".note").text == "No event has been published yet."
    assert page.all("section") == []


@freeze_time("2026-06-15 12:00")
def test_the_next_one_goes_first_and_so_does_the_last_one(visitor):
    add("In July", date(2026, 7, 1))
    add("In June", date(2026, 6, 20))
    add("In 2018", date(2018, 9, 19))
    add("In 2024", date(2024, 9, 19))
    page = read(visitor, EVENTS)
    assert (titles(page, "coming"), titles(page, "past")) == (["In June", "In July"], ["In 2024", "In 2018"])
    assert page.texts("h2") == ["Coming", "Past"]
    assert page.all(".note") == []


@freeze_time("2026-06-15 12:00")
def test_on_its_last_day_an_event_is_not_over(visitor):
    add("Ends today", date(2026, 6, 14), date(2026, 6, 15))
    add("Ended yesterday", date(2026, 6, 13), date(2026, 6, 14))
    page = read(visitor, EVENTS)
    assert (titles(page, "coming"), titles(page, "past")) == (["Ends today"], ["Ended yesterday"])


@freeze_time("2026-06-15 22:30")
def test_the_day_ends_at_midnight_in_emmen(visitor):
    add("On the 15th", date(2026, 6, 15))
    assert titles(read(visitor, EVENTS), "past") == ["On the 15th"]


@freeze_time("2026-06-15 12:00")
@pytest.mark.parametrize(
    ("day", "headings"), [(date(2026, 7, 1), ["Coming"]), (date(2018, 9, 19), ["Past"])], ids=["coming", "past"]
)
def test_a_heading_without_events_is_left_out(visitor, day, headings):
    add("Emmen", day)
    page = read(visitor, EVENTS)
    assert (page.texts("h2"), page.all(".note")) == (headings, [])


def test_only_published_events_are_listed(visitor):
    EventFactory(title_en="Draft")
    publishing.withdraw(EventFactory(live=True, title_en="Withdrawn"))
    publishing.throw_away(EventFactory(live=True, title_en="Binned"))
    assert read(visitor, EVENTS).all(".event-card") == []


def test_a_card_says_when_where_and_what_for(visitor):
    event = EventFactory(
        live=True, title_en="Emmen", tagline_en="Look again", venue_city="Emmen",
        hero=PictureFactory(digest="a" * 64, alt_en="A theatre"),
    )  # fmt: skip
    card = read(visitor, EVENTS).one(".event-card")
    assert card.one(".eyebrow").text == "19 September 2018 · Emmen"
    assert card.links() == [("Emmen", event.get_absolute_url())]
    assert card.texts(".event-card-words p") == ["19 September 2018 · Emmen", "Look again"]
    assert card.one(".event-card-picture img")["alt"] == "A theatre"
    assert card.all("h3.event-card-title") != []


def test_a_card_leaves_out_what_is_not_known(visitor):
    EventFactory(live=True, title_en="Emmen")
    card = read(visitor, EVENTS).one(".event-card")
    assert card.texts(".event-card-words p") == ["19 September 2018"]
    assert len(card.all(".event-card-picture .picture-missing")) == 1


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (date(2018, 9, 19), date(2018, 9, 19), "19 September 2018"),
        (date(2018, 9, 19), date(2018, 9, 20), "19–20 September 2018"),
        (date(2018, 9, 30), date(2018, 10, 1), "30 September–1 October 2018"),
        (date(2018, 12, 31), date(2019, 1, 1), "31 December 2018–1 January 2019"),
        (date(2018, 9, 19), date(2019, 9, 19), "19 September 2018–19 September 2019"),
    ],
)
def test_days_are_told_in_no_more_words_than_needed(visitor, starts, ends, words):
    add("Emmen", starts, ends)
    dates = read(visitor, EVENTS).one(".event-card .eyebrow")
    assert dates.text == words
    machines = [each["datetime"] for each in dates.all("time")]
    assert machines == list(dict.fromkeys([starts.isoformat(), ends.isoformat()]))
