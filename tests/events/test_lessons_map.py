"""A visitor sees which lesson recurred in which case."""

from datetime import date

import pytest

from content.workflow import publishing
from tests.factories import CaseFactory, EventFactory, EvidenceFactory, LessonFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LESSONS = "/en/lessons/"
EMPTY = "not seen here"


@pytest.fixture
def event(db):
    return EventFactory(live=True)


@pytest.fixture
def cases(event):
    return [CaseFactory(live=True, event=event, title_en=name, position=n) for n, name in enumerate(["Alfa", "Beta"])]


def lesson(event, title="Dare", cases=(), **given):
    made = LessonFactory(**{"live": True, "event": event, "title_en": title, **given})
    for case in cases:
        EvidenceFactory(lesson=made, case=case)
    return made


def rows(page) -> list[list[str]]:
    """Each row of the map: the lesson, and what stands in its cells."""
    return [[each.one("th").text, *each.texts("td")] for each in page.all(".lessons-map tbody tr")]


def map_of(visitor, event) -> list[list[str]]:
    return rows(read(visitor, event.get_absolute_url()))


def test_each_mark_says_in_which_case_and_leads_there(visitor, event, cases):
    dare = lesson(event, cases=cases[:1])
    page = read(visitor, event.get_absolute_url())
    assert page.links("thead a") == [(case.title_en, case.get_absolute_url()) for case in cases]
    assert page.texts("thead th")[0] == "Lesson"
    assert rows(page) == [["Dare", "AlfaPassage", EMPTY]]
    assert page.links("tbody th a") == [("Dare", dare.get_absolute_url())]
    evidence = dare.evidence.get()
    assert page.links("td a") == [("Passage", f"{cases[0].get_absolute_url()}#evidence-{evidence.pk}")]
    assert [each.get("class") for each in page.all("td")] == [None, "cell-empty"]


def test_the_home_page_shows_the_same_map(visitor, event, cases):
    lesson(event, cases=cases[1:])
    assert rows(read(visitor, "/en/")) == map_of(visitor, event) == [["Dare", EMPTY, "BetaPassage"]]


def test_lessons_and_cases_stand_in_the_editors_order(visitor, event):
    for title, position in [("Third", 3), ("First", 1), ("Second", 2)]:
        case = CaseFactory(live=True, event=event, title_en=f"Case {title}", position=position)
        lesson(event, title, [case], position=position)
    page = read(visitor, event.get_absolute_url())
    assert page.texts("thead th") == ["Lesson", "Case First", "Case Second", "Case Third"]
    assert [row[0] for row in rows(page)] == ["First", "Second", "Third"]


def test_lessons_of_one_place_in_the_order_stand_by_age(visitor, event, cases):
    for title in ["First", "Second", "Third"]:
        lesson(event, title, cases[:1])
    assert [row[0] for row in map_of(visitor, event)] == ["First", "Second", "Third"]


# --- In every case ------------------------------------------------------------------------------------------------------


def noted(visitor, event) -> list[tuple[str, bool]]:
    page = read(visitor, event.get_absolute_url())
    return [
        (each.one("th").text, each.get("class") == "lesson-everywhere") for each in page.all(".lessons-map tbody tr")
    ]


def test_a_lesson_that_all_cases_show_is_in_every_case(visitor, event, cases):
    lesson(event, "All", cases, position=1)
    lesson(event, "One", cases[:1], position=2)
    lesson(event, "None", position=3)
    assert noted(visitor, event) == [("All in every case", True), ("One", False), ("None", False)]


def test_of_a_single_case_nobody_says_every_case(visitor, event):
    dare = lesson(event, cases=[CaseFactory(live=True, event=event)])
    assert noted(visitor, event) == [("Dare", False)]
    assert read(visitor, dare.get_absolute_url()).all(".lesson-note") == []


def test_the_page_of_a_lesson_says_so_too(visitor, event, cases):
    everywhere, once = lesson(event, cases=cases), lesson(event, cases=cases[:1])
    assert read(visitor, everywhere.get_absolute_url()).texts(".lesson-note") == ["in every case"]
    assert read(visitor, once.get_absolute_url()).texts(".lesson-note") == []


@pytest.mark.parametrize("hide", [publishing.withdraw, publishing.throw_away])
def test_a_case_that_is_taken_offline_does_not_count(visitor, event, cases, hide):
    third = CaseFactory(live=True, event=event)
    lesson(event, "Two of three", cases, position=1)
    lesson(event, "The third alone", [third], position=2)
    hide(third)
    assert map_of(visitor, event) == [
        ["Two of three in every case", "AlfaPassage", "BetaPassage"],
        ["The third alone", EMPTY, EMPTY],
    ]


def test_a_draft_of_a_case_has_no_column_and_gives_no_mark(visitor, event, cases):
    lesson(event, cases=[cases[0], CaseFactory(event=event)])
    assert map_of(visitor, event) == [["Dare", "AlfaPassage", EMPTY]]


def test_a_case_of_another_event_does_not_stand_in_for_one_of_this(visitor, event, cases):
    lesson(event, cases=[cases[0], CaseFactory(live=True)])
    assert map_of(visitor, event) == [["Dare", "AlfaPassage", EMPTY]]


# --- Without marks, and without lessons ---------------------------------------------------------------------------------


def test_lessons_that_no_case_shows_are_a_list(visitor, event, cases):
    dare = lesson(event, "Dare", position=1, summary_en="Just do")
    lesson(event, "Try", [CaseFactory(event=event)], position=2)
    page = read(visitor, event.get_absolute_url())
    assert page.all(".lessons-map") == []
    assert page.texts(".lesson-list li") == ["Dare Just do", "Try"]
    assert page.links(".lesson-list a")[0] == ("Dare", dare.get_absolute_url())


def test_an_event_without_lessons_has_no_map(visitor, event, cases):
    lesson(event, live=False)
    publishing.withdraw(lesson(event))
    publishing.throw_away(lesson(event))
    LessonFactory(live=True)
    assert read(visitor, event.get_absolute_url()).all("#lessons") == []


# --- The page of all lessons --------------------------------------------------------------------------------------------


def test_without_any_lesson_the_page_says_so(visitor):
    LessonFactory()
    LessonFactory(live=True, event=EventFactory())
    publishing.withdraw(LessonFactory(live=True))
    page = read(visitor, LESSONS)
    assert (page.texts(".note"), page.all("main section")) == (["No lesson has been published yet."], [])


def test_each_event_that_taught_something_has_its_own_map(visitor):
    first = EventFactory(live=True, title_en="First", starts=date(2018, 9, 19))
    last = EventFactory(live=True, title_en="Last", starts=date(2024, 9, 19), lessons_intro_en="What we learned")
    EventFactory(live=True, title_en="Taught nothing")
    for event in (first, last):
        case = CaseFactory(live=True, event=event, title_en=f"Case of {event.title_en}")
        lesson(event, f"Lesson of {event.title_en}", [case])
        lesson(event, f"Second of {event.title_en}", position=1)
    parts = read(visitor, LESSONS).all("main section")
    assert [part.texts("h2") for part in parts] == [["Last"], ["First"]]
    assert [part.links("h2 a") for part in parts] == [
        [(each.title_en, each.get_absolute_url())] for each in (last, first)
    ]
    assert [rows(part) for part in parts] == [
        [[f"Lesson of {name}", f"Case of {name}Passage"], [f"Second of {name}", EMPTY]] for name in ("Last", "First")
    ]
    assert [part.texts("p.lead") for part in parts] == [["What we learned"], []]


def test_the_event_of_the_home_page_goes_first(visitor):
    for title, year, is_home in [("Marked", 2018, True), ("Last", 2024, False)]:
        lesson(EventFactory(live=True, title_en=title, starts=date(year, 1, 1), is_home=is_home))
    assert read(visitor, LESSONS).texts("h2") == ["Marked", "Last"]
