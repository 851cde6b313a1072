"""A visitor reads a lesson, and where it showed."""

import pytest

from content.workflow import publishing
from tests.factories import CaseFactory, EventFactory, EvidenceFactory, LessonFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(db):
    return EventFactory(live=True, title_en="Emmen")


def page_of(visitor, lesson):
    return read(visitor, lesson.get_absolute_url())


def test_a_lesson_is_told_whole(visitor, event):
    lesson = LessonFactory(live=True, event=event, title_en="Dare", summary_en="Just do.", text_en="<p>It pays.</p>")
    page = page_of(visitor, lesson)
    assert page.one("title").text == "Dare · smartup"
    assert page.one("meta[name=description]")["content"] == "Just do."
    assert page.links("article .eyebrow a") == [("Emmen", event.get_absolute_url())]
    assert page.texts("h1") == ["Dare"]
    assert page.texts("article .lead") == ["Just do."]
    assert page.texts(".reading-columns p") == ["It pays."]
    assert page.links("article a")[-1] == ("All lessons", "/en/lessons/")


def test_a_lesson_of_a_title_alone_has_no_empty_parts(visitor, event):
    page = page_of(visitor, LessonFactory(live=True, event=event))
    assert (page.all("article .lead"), page.all("aside.reading-side"), page.all("blockquote")) == ([], [], [])


def test_it_shows_in_the_cases_in_their_order(visitor, event):
    lesson = LessonFactory(live=True, event=event)
    cases = {
        name: CaseFactory(live=True, event=event, title_en=name, position=position)
        for name, position in [("Second", 2), ("First", 1), ("Not here", 3)]
    }
    EvidenceFactory(lesson=lesson, case=cases["Second"], passage_en="", passage_nl="", moment=95)
    EvidenceFactory(lesson=lesson, case=cases["First"], passage_en="As said")
    EvidenceFactory(lesson=LessonFactory(live=True, event=event), case=cases["Not here"], passage_en="Of another")
    shown = page_of(visitor, lesson).all(".evidence")
    assert [each.links(".evidence-lesson a") for each in shown] == [
        [(name, cases[name].get_absolute_url())] for name in ("First", "Second")
    ]
    assert [each.texts("blockquote") for each in shown] == [["As said"], []]
    assert [each.texts(".trace") for each in shown] == [["Passage"], ["Video at 1:35"]]


def test_another_lesson_in_the_same_case_has_words_of_its_own(visitor, event):
    case = CaseFactory(live=True, event=event)
    for position, words in enumerate(["One", "Two", "Three"]):
        lesson = LessonFactory(live=True, event=event, title_en=words, position=position)
        EvidenceFactory(lesson=lesson, case=case, passage_en=words)
    for lesson in event.lessons.all():
        assert page_of(visitor, lesson).texts("blockquote") == [lesson.title_en]


def test_a_passage_in_the_other_language_is_marked(visitor, event):
    lesson = LessonFactory(live=True, event=event)
    case = CaseFactory(live=True, event=event)
    EvidenceFactory(lesson=lesson, case=case, passage_nl="Zoals gezegd", passage_en="")
    quote = page_of(visitor, lesson).one("blockquote")
    assert (quote.text, quote.get("lang")) == ("Zoals gezegd", "nl")


def test_a_case_that_is_not_published_is_not_named(visitor, event):
    lesson = LessonFactory(live=True, event=event)
    withdrawn = CaseFactory(live=True, event=event)
    for case in (withdrawn, CaseFactory(event=event)):
        EvidenceFactory(lesson=lesson, case=case)
    publishing.withdraw(withdrawn)
    assert page_of(visitor, lesson).all(".evidence") == []
