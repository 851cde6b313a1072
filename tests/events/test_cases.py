"""A visitor reads what others tried, and who tried it."""

from datetime import date

import pytest

from content.workflow import publishing
from tests.factories import (
    CaseFactory,
    DocumentFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    PictureFactory,
    SpeakerFactory,
)
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CASES = "/en/cases/"


def page_of(visitor, case):
    return read(visitor, case.get_absolute_url())


def section(page, name: str):
    return page.all(f"section[aria-labelledby={name}]")


def test_without_any_case_the_list_says_so(visitor):
    CaseFactory()
    page = read(visitor, CASES)
    assert (page.texts(".note"), page.all(".case-card")) == (["No case has been published yet."], [])


def test_the_list_begins_with_the_latest_event_and_keeps_the_editors_order(visitor):
    old = EventFactory(live=True, starts=date(2018, 9, 19))
    new = EventFactory(live=True, starts=date(2024, 9, 19))
    for title, event, position in [("Old", old, 0), ("Second", new, 2), ("First", new, 1), ("Third", new, 3)]:
        CaseFactory(live=True, title_en=title, event=event, position=position)
    page = read(visitor, CASES)
    assert page.texts("h2.case-card-title") == ["First", "Second", "Third", "Old"]
    assert page.all(".note") == []


def test_of_one_place_in_the_order_the_older_goes_first(visitor):
    event = EventFactory(live=True)
    for title in ["First", "Second", "Third"]:
        CaseFactory(live=True, title_en=title, event=event)
    for path in (CASES, event.get_absolute_url()):
        assert read(visitor, path).texts(".case-card-title") == ["First", "Second", "Third"]


def test_only_published_cases_of_published_events_are_shown(visitor):
    event = EventFactory(live=True)
    CaseFactory(live=True, event=event, title_en="Public")
    CaseFactory(event=event)
    publishing.withdraw(CaseFactory(live=True, event=event))
    publishing.throw_away(CaseFactory(live=True, event=event))
    CaseFactory(live=True, event=EventFactory())
    for path in (CASES, event.get_absolute_url(), "/en/"):
        assert read(visitor, path).texts(".case-card-title") == ["Public"]


def test_the_page_of_an_event_shows_its_own_cases_alone(visitor):
    event = EventFactory(live=True)
    CaseFactory(live=True)
    page = read(visitor, event.get_absolute_url())
    assert (page.all("#cases"), page.all(".case-card")) == ([], [])


def test_a_card_tells_who_where_and_what(visitor):
    presenters = [SpeakerFactory(live=True, name=name) for name in ("Zoe", "Anna")] + [SpeakerFactory(name="Draft")]
    case = CaseFactory(
        live=True, title_en="Local", summary_en="It worked.", region_en="Basque Country", presenters=presenters,
        cover=PictureFactory(digest="a" * 64, alt_en="A market"),
    )  # fmt: skip
    card = read(visitor, CASES).one(".case-card")
    assert card.links() == [("Local", case.get_absolute_url())]
    assert card.texts("p") == ["Anna, Zoe · Basque Country", "It worked."]
    assert card.one(".case-card-picture img")["alt"] == "A market"


def test_a_card_leaves_out_what_is_not_known(visitor):
    CaseFactory(live=True, title_en="Local", presenters=[SpeakerFactory(live=True, name="Anna")])
    card = read(visitor, CASES).one(".case-card")
    assert card.texts("p") == ["Anna"]
    assert len(card.all(".picture-missing")) == 1


def test_a_case_whose_presenters_are_hidden_names_nobody(visitor):
    case = CaseFactory(live=True, presenters=[SpeakerFactory(name="Draft")])
    assert read(visitor, CASES).texts(".case-card-by") == []
    assert section(page_of(visitor, case), "presenters") == []


def test_a_page_tells_the_whole_case(visitor):
    case = CaseFactory(
        live=True, title_en="Local", summary_en="It worked.", region_en="Basque Country", story_en="<p>We began.</p>",
        event=EventFactory(live=True, title_en="Emmen"), cover=PictureFactory(digest="a" * 64, alt_en="A market"),
    )  # fmt: skip
    page = page_of(visitor, case)
    assert page.one("title").text == "Local · smartup"
    assert page.one("meta[name=description]")["content"] == "It worked."
    assert page.one("article .eyebrow").text == "Case · Emmen · Basque Country"
    assert page.links("article .eyebrow a") == [("Emmen", case.event.get_absolute_url())]
    assert (page.texts("h1"), page.texts("article .lead")) == (["Local"], ["It worked."])
    assert page.texts(".reading-columns p") == ["We began."]
    assert page.one(".reading-picture img")["alt"] == "A market"


def test_a_page_of_which_little_is_known_has_no_empty_parts(visitor):
    page = page_of(visitor, CaseFactory(live=True, event=EventFactory(live=True, title_en="Emmen")))
    assert page.one("article .eyebrow").text == "Case · Emmen"
    assert (page.all("article .lead"), page.all("article section")) == ([], [])


def test_a_page_shows_its_presenters_by_name(visitor):
    names = [SpeakerFactory(live=True, name=name, role_en=f"Role of {name}") for name in ("Zoe", "Anna")]
    case = CaseFactory(live=True, presenters=[*names, SpeakerFactory(name="Draft")])
    (part,) = section(page_of(visitor, case), "presenters")
    assert part.texts("h3") == ["Anna", "Zoe"]
    assert part.texts(".small") == ["Role of Anna", "Role of Zoe"]


def test_a_page_offers_its_published_documents_in_order(visitor):
    documents = [DocumentFactory(live=True, title_en=name, position=number) for number, name in enumerate("BA")]
    case = CaseFactory(live=True, documents=[*documents, DocumentFactory(title_en="Draft")])
    DocumentFactory(live=True)
    (part,) = section(page_of(visitor, case), "documents")
    assert part.texts("a.document-title") == ["B", "A"]


def test_a_page_leads_to_the_other_cases_of_its_event(visitor):
    event = EventFactory(live=True)
    case = CaseFactory(live=True, event=event, title_en="This", position=2)
    CaseFactory(live=True, event=event, title_en="Third", position=3)
    CaseFactory(
        live=True, event=event, title_en="First", position=1, presenters=[SpeakerFactory(live=True, name="Zoe")]
    )
    CaseFactory(event=event, title_en="Draft")
    CaseFactory(live=True, title_en="Of another event")
    (part,) = section(page_of(visitor, case), "others")
    assert (part.texts("h3"), part.texts(".case-card-by")) == (["First", "Third"], ["Zoe"])


def test_a_page_lists_the_lessons_that_it_shows_in_their_order(visitor):
    event = EventFactory(live=True)
    case, other = CaseFactory(live=True, event=event), CaseFactory(live=True, event=event)
    second = LessonFactory(live=True, event=event, title_en="Second", position=2)
    first = LessonFactory(live=True, event=event, title_en="First", position=1)
    EvidenceFactory(lesson=second, case=case, passage_en="As said", passage_nl="")
    EvidenceFactory(lesson=first, case=case, passage_en="", passage_nl="", moment=5)
    EvidenceFactory(lesson=LessonFactory(live=True, event=event), case=other)
    EvidenceFactory(lesson=LessonFactory(event=event, title_en="Draft"), case=case)
    EvidenceFactory(lesson=LessonFactory(live=True, event=EventFactory(), title_en="Hidden event"), case=case)
    (part,) = section(page_of(visitor, case), "shows")
    assert part.links(".evidence-lesson a") == [
        ("First", first.get_absolute_url()),
        ("Second", second.get_absolute_url()),
    ]
    assert part.texts("blockquote") == ["As said"]


def test_lessons_of_one_place_in_the_order_stand_by_age(visitor):
    case = CaseFactory(live=True)
    for title in ["First", "Second", "Third"]:
        EvidenceFactory(lesson=LessonFactory(live=True, event=case.event, title_en=title), case=case)
    assert page_of(visitor, case).texts(".evidence-lesson") == ["First", "Second", "Third"]
