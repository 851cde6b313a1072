"""A visitor sees for oneself where a case shows a lesson: in its story, on a slide, in the video."""

import pytest

from content.workflow import publishing
from tests.factories import CaseFactory, DocumentFactory, EventFactory, EvidenceFactory, LessonFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def case(db):
    return CaseFactory(live=True, event=EventFactory(live=True), story_en="<p>We dared. Then we won.</p>")


def show(case, passage: str = "", **given):
    """Make evidence that `case` shows a lesson."""
    lesson = LessonFactory(live=True, event=case.event)
    return EvidenceFactory(lesson=lesson, case=case, **{"passage_nl": "", "passage_en": passage, **given})


def page_of(visitor, case):
    return read(visitor, case.get_absolute_url())


def marks(page) -> list[tuple[str, str]]:
    return [(each["id"], each.text) for each in page.all("mark")]


# --- A passage ----------------------------------------------------------------------------------------------------------


def test_a_passage_is_marked_in_the_story_and_the_lesson_leads_there(visitor, case):
    evidence = show(case, "we won")
    page = page_of(visitor, case)
    assert marks(page) == [(f"evidence-{evidence.pk}", "we won")]
    assert page.links(".trace") == [("Passage", f"#evidence-{evidence.pk}")]
    assert page.all("blockquote") == []
    assert len(page.all(f"[id=evidence-{evidence.pk}]")) == 1


def test_a_passage_that_the_story_does_not_hold_is_quoted_instead(visitor, case):
    evidence = show(case, "we lost")
    page = page_of(visitor, case)
    assert (marks(page), page.texts("blockquote")) == ([], ["we lost"])
    assert page.one("li.evidence")["id"] == f"evidence-{evidence.pk}"


def test_a_passage_is_found_whatever_stands_between_its_words(visitor, case):
    case.story_en = "<p>We\n   dared.</p>"
    case.save()
    show(case, "  We dared.\n")
    assert [words for _key, words in marks(page_of(visitor, case))] == ["We dared."]


def test_signs_in_a_passage_are_signs_and_no_pattern(visitor, case):
    case.story_en = "<p>Nwo. It's R&amp;D (at last).</p>"
    case.save()
    show(case, "It's R&D (at last).")
    show(case, "N.o")
    assert [words for _key, words in marks(page_of(visitor, case))] == ["It's R&D (at last)."]


def test_a_passage_is_marked_where_it_stands_first(visitor, case):
    case.story_en = "<p>Dare, and dare again.</p><p>Dare, and dare again.</p>"
    case.save()
    show(case, "Dare, and dare")
    first, second = page_of(visitor, case).all(".reading-columns p")[:2]
    assert (first.texts("mark"), second.all("mark")) == (["Dare, and dare"], [])


def test_a_passage_is_sought_in_the_language_in_which_the_story_is_told(visitor):
    case = CaseFactory(live=True, story_nl="<p>Wij durfden.</p>")
    show(case, "We dared", passage_nl="Wij durfden")
    page = page_of(visitor, case)
    assert [words for _key, words in marks(page)] == ["Wij durfden"]
    assert page.one(".reading-columns [lang]")["lang"] == "nl"


def test_a_passage_in_the_other_language_is_quoted_and_marked_as_such(visitor, case):
    show(case, passage_nl="Wij wonnen")
    quote = page_of(visitor, case).one("blockquote")
    assert (quote.text, quote.get("lang")) == ("Wij wonnen", "nl")


# --- A slide, a second --------------------------------------------------------------------------------------------------


def test_a_slide_leads_to_its_page_in_the_document(visitor, case):
    document = DocumentFactory(live=True)
    show(case, document=document, slide=7)
    assert page_of(visitor, case).links(".trace") == [("Slide 7", f"/documents/{document.pk}/#page=7")]


@pytest.mark.parametrize("hide", [None, publishing.withdraw, publishing.throw_away])
@pytest.mark.parametrize("place", ["case", "lesson", "map", "lessons"])
def test_a_slide_of_a_document_that_is_not_published_leads_nowhere(visitor, case, hide, place):
    document = DocumentFactory(live=hide is not None)
    if hide:
        hide(document)
    evidence = show(case, "we won", document=document, slide=7)
    paths = {
        "case": case.get_absolute_url(),
        "lesson": evidence.lesson.get_absolute_url(),
        "map": case.event.get_absolute_url(),
        "lessons": "/en/lessons/",
    }
    assert read(visitor, paths[place]).texts(".trace") == ["Passage"]


def test_a_document_without_a_slide_is_no_evidence(visitor, case):
    show(case, "we won", document=DocumentFactory(live=True))
    assert page_of(visitor, case).texts(".trace") == ["Passage"]


@pytest.mark.parametrize(
    ("second", "words"), [(0, "0:00"), (5, "0:05"), (59, "0:59"), (60, "1:00"), (95, "1:35"), (3725, "62:05")]
)
def test_a_second_of_the_video_is_told_as_players_tell_it(visitor, case, second, words):
    show(case, moment=second)
    path = f"{case.event.get_absolute_url()}?t={second}#video"
    assert page_of(visitor, case).links(".trace") == [(f"Video at {words}", path)]


def test_passage_slide_and_second_stand_in_this_order(visitor, case):
    show(case, "we won", document=DocumentFactory(live=True), slide=2, moment=95)
    links = page_of(visitor, case).all(".trace")
    assert [(each.text, each["data-kind"]) for each in links] == [
        ("Passage", "passage"),
        ("Slide 2", "slide"),
        ("Video at 1:35", "moment"),
    ]


def test_evidence_of_which_nothing_is_left_leads_to_the_case(visitor, case):
    evidence = show(case, document=DocumentFactory(), slide=2)
    on_map = read(visitor, case.event.get_absolute_url()).one(".lessons-map .trace")
    assert (on_map.text, on_map["href"], on_map["data-kind"]) == ("Case", case.get_absolute_url(), "case")
    assert read(visitor, evidence.lesson.get_absolute_url()).links(".trace") == [("Case", case.get_absolute_url())]


def test_on_the_page_of_the_case_itself_it_leads_nowhere(visitor, case):
    show(case, document=DocumentFactory(), slide=2)
    page = page_of(visitor, case)
    assert (len(page.all(".evidence")), page.all(".trace")) == (1, [])
