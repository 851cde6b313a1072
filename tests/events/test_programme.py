"""A visitor reads what happens when, where, and who is on stage."""

from datetime import UTC, date, datetime

import pytest

from content.workflow import publishing
from tests.factories import CaseFactory, EventFactory, ProgrammeItemFactory, SpeakerFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(db):
    return EventFactory(live=True, starts=date(2018, 9, 19))


def at(hour: int, minute: int = 0, *, day: int = 19) -> datetime:
    """Return a moment in UTC; the clocks in Emmen were two hours ahead."""
    return datetime(2018, 9, day, hour, minute, tzinfo=UTC)


def add(event, **given):
    return ProgrammeItemFactory(**{"live": True, "event": event, **given})


def programme(visitor, event):
    return read(visitor, event.get_absolute_url()).all(".programme-item")


def titles(visitor, event) -> list[str]:
    return [item.one(".programme-title").text for item in programme(visitor, event)]


def test_without_a_programme_nothing_leads_to_one(visitor, event):
    page = read(visitor, event.get_absolute_url())
    assert (page.all("#programme"), page.all(".hero-acts")) == ([], [])


def test_a_button_on_top_leads_to_the_programme(visitor, event):
    add(event)
    page = read(visitor, event.get_absolute_url())
    assert page.links(".hero-acts a") == [("Programme", "#programme")]
    assert page.one("section.programme")["id"] == "programme"


def test_the_home_page_leaves_the_programme_to_the_page_of_the_event(visitor, event):
    add(event)
    assert read(visitor, "/en/").all("#programme") == []


def test_items_stand_in_order_of_time_and_those_of_one_time_in_the_editors_order(visitor, event):
    for title, starts, position in [
        ("Later", at(9), 0),
        ("Second", at(7), 2),
        ("First", at(7), 1),
        ("Early", at(6), 9),
    ]:
        add(event, title_en=title, starts=starts, position=position)
    assert titles(visitor, event) == ["Early", "First", "Second", "Later"]


def test_times_are_those_of_the_clock_in_the_hall(visitor, event):
    add(event, starts=at(7, 5), ends=at(8, 30))
    time = programme(visitor, event)[0].one(".programme-time")
    assert time.text == "09:05–10:30"
    assert [each["datetime"] for each in time.all("time")] == ["2018-09-19T09:05:00+02:00", "2018-09-19T10:30:00+02:00"]


def test_an_item_without_an_end_tells_its_beginning_alone(visitor, event):
    add(event, starts=at(7))
    assert programme(visitor, event)[0].one(".programme-time").text == "09:00"


def test_a_meeting_of_two_days_says_which_day(visitor):
    event = EventFactory(live=True, starts=date(2018, 9, 19), ends=date(2018, 9, 20))
    add(event, starts=at(7))
    add(event, starts=at(7, day=20))
    assert [item.one(".programme-time").text for item in programme(visitor, event)] == [
        "09:00 19 September",
        "09:00 20 September",
    ]


def test_rooms_and_speakers_stand_on_one_line(visitor, event):
    speakers = [SpeakerFactory(live=True, name=name) for name in ("Zoe", "Anna")]
    add(event, starts=at(7), speakers=speakers, room_en="Main hall")
    add(event, starts=at(8), speakers=speakers[:1])
    add(event, starts=at(9), room_en="Foyer")
    add(event, starts=at(10), title_en="Break")
    items = programme(visitor, event)
    assert [item.texts("p.small") for item in items] == [["Anna, Zoe · Main hall"], ["Zoe"], ["Foyer"], []]
    assert items[0].links("p.small a") == [(each.name, each.get_absolute_url()) for each in reversed(speakers)]


def test_an_item_with_two_speakers_stands_there_once(visitor, event):
    add(event, title_en="Talk", starts=at(7), speakers=[SpeakerFactory(live=True), SpeakerFactory(live=True)])
    add(event, title_en="Drinks", starts=at(8))
    assert titles(visitor, event) == ["Talk", "Drinks"]


def test_who_is_not_published_is_not_named_on_stage(visitor, event):
    withdrawn, binned = SpeakerFactory(live=True, name="Withdrawn"), SpeakerFactory(live=True, name="Binned")
    publishing.withdraw(withdrawn)
    publishing.throw_away(binned)
    public = SpeakerFactory(live=True, name="Public")
    add(event, speakers=[SpeakerFactory(name="Draft"), withdrawn, binned, public], room_en="Main hall")
    assert programme(visitor, event)[0].texts("p.small") == ["Public · Main hall"]


def test_without_a_public_speaker_the_room_stands_alone(visitor, event):
    add(event, speakers=[SpeakerFactory()], room_en="Main hall")
    assert programme(visitor, event)[0].texts("p.small") == ["Main hall"]


def test_a_description_follows_the_title_when_there_is_one(visitor, event):
    add(event, starts=at(7), description_en="We begin.")
    add(event, starts=at(8))
    assert [item.texts("div p") for item in programme(visitor, event)] == [["We begin."], []]


def test_an_item_leads_to_the_case_that_is_presented(visitor, event):
    case = CaseFactory(live=True, event=event)
    add(event, title_en="The case", case=case)
    assert programme(visitor, event)[0].links("h3 a") == [("The case", case.get_absolute_url())]


def test_a_case_that_is_not_published_is_no_link(visitor, event):
    withdrawn = CaseFactory(live=True, event=event)
    publishing.withdraw(withdrawn)
    add(event, starts=at(7), title_en="Draft", case=CaseFactory(event=event))
    add(event, starts=at(8), title_en="Withdrawn", case=withdrawn)
    add(event, starts=at(9), title_en="Nothing")
    items = programme(visitor, event)
    assert [item.one("h3").text for item in items] == ["Draft", "Withdrawn", "Nothing"]
    assert [item.links() for item in items] == [[], [], []]


def test_only_what_is_published_of_this_event_stands_on_its_programme(visitor, event):
    add(event, title_en="Public")
    add(event, title_en="Draft", live=False)
    publishing.withdraw(add(event, title_en="Withdrawn"))
    publishing.throw_away(add(event, title_en="Binned"))
    ProgrammeItemFactory(live=True, title_en="Of another event")
    assert titles(visitor, event) == ["Public"]


def test_words_of_the_other_language_are_marked(visitor, event):
    add(event, title_nl="Welkom", title_en="", description_nl="Wij beginnen.", room_nl="Zaal")
    item = programme(visitor, event)[0]
    assert [(each.text, each["lang"]) for each in item.all("span[lang]")] == [
        ("Welkom", "nl"),
        ("Wij beginnen.", "nl"),
        ("Zaal", "nl"),
    ]
