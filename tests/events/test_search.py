"""A visitor finds what belongs to an event by any of its words."""

from datetime import date

import pytest

from content.search.indexing import reindex_all
from content.search.results import Results
from content.workflow import publishing
from tests.factories import (
    CaseFactory,
    EventFactory,
    LessonFactory,
    PartnerProjectFactory,
    QuoteFactory,
    SpeakerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def found(question: str) -> list[str]:
    return [row["title"] for row in Results(question, "en")[0:20]]


def summary_of(question: str) -> str:
    return Results(question, "en")[0:1][0]["summary"]


@pytest.mark.parametrize(
    "question", ["mirror", "tagline", "story", "thankful", "meeting", "transcribed", "theatre", "drenthe", "2018"]
)
def test_an_event_is_found_by_what_it_tells_and_by_place_and_year(question):
    EventFactory(
        live=True, title_en="Mirror", tagline_en="A tagline", story_en="<p>A <b>story</b></p>",
        thanks_en="<p>Thankful</p>", meeting_text_en="<p>A meeting</p>", transcript_en="<p>Transcribed</p>",
        venue_name="Theatre", venue_city="Drenthe", starts=date(2018, 9, 19),
    )  # fmt: skip
    reindex_all()
    assert found(question) == ["Mirror"]
    assert summary_of(question) == "A tagline"


@pytest.mark.parametrize("question", ["anna", "researcher", "institute", "biography", "quoted"])
def test_a_speaker_is_found_by_who_it_is_and_what_was_said(question):
    anna = SpeakerFactory(
        live=True, name="Anna", role_en="Researcher", organisation="Institute", biography_en="<p>Biography</p>"
    )
    QuoteFactory(live=True, speaker=anna, words_en="Quoted")
    reindex_all()
    assert found(question) == ["Anna"]
    assert summary_of(question) == "Researcher, Institute"


@pytest.mark.parametrize(
    ("known", "summary"), [({"role_en": "Researcher"}, "Researcher"), ({"organisation": "Institute"}, "Institute")]
)
def test_below_the_name_of_a_speaker_stands_what_is_known(known, summary):
    SpeakerFactory(live=True, name="Anna", **known)
    reindex_all()
    assert summary_of("anna") == summary


@pytest.mark.parametrize("question", ["local", "summarised", "storied", "basque", "presenter"])
def test_a_case_is_found_by_what_where_and_who(question):
    CaseFactory(
        live=True, title_en="Local", summary_en="Summarised", story_en="<p>Storied</p>", region_en="Basque",
        presenters=[SpeakerFactory(live=True, name="Presenter")],
    )  # fmt: skip
    reindex_all()
    assert "Local" in found(question)
    (row,) = [row for row in Results(question, "en")[0:20] if row["title"] == "Local"]
    assert row["summary"] == "Summarised"


def test_a_case_is_not_found_by_a_presenter_who_is_hidden():
    CaseFactory(live=True, title_en="Local", presenters=[SpeakerFactory(name="Presenter")])
    reindex_all()
    assert found("presenter") == []


@pytest.mark.parametrize("question", ["dare", "summarised", "explained"])
def test_a_lesson_is_found_by_all_its_words(question):
    LessonFactory(live=True, title_en="Dare", summary_en="Summarised", text_en="<p>Explained</p>")
    reindex_all()
    assert (found(question), summary_of(question)) == (["Dare"], "Summarised")


@pytest.mark.parametrize("question", ["relos3", "regional", "described", "interreg"])
def test_a_project_is_found_by_its_names_and_its_programme(question):
    PartnerProjectFactory(
        live=True, acronym="RELOS3", name_en="Regional", description_en="<p>Described</p>", programme="Interreg"
    )
    reindex_all()
    assert found(question) == ["RELOS3: Regional"]


def test_a_project_without_a_full_name_is_called_by_its_acronym():
    PartnerProjectFactory(live=True, acronym="RELOS3")
    reindex_all()
    assert found("relos3") == ["RELOS3"]


@pytest.mark.parametrize("what", ["event", "speaker", "presenter", "quote"])
def test_what_is_taken_offline_takes_along_what_was_found_by_it(what, django_capture_on_commit_callbacks):
    event, presenter = EventFactory(live=True), SpeakerFactory(live=True, name="Presenter")
    emily = SpeakerFactory(live=True, name="Emily")
    quote = QuoteFactory(live=True, event=event, speaker=emily, words_en="Quoted")
    CaseFactory(live=True, title_en="Local", event=event, presenters=[presenter])
    LessonFactory(live=True, title_en="Dare", event=event)
    reindex_all()
    before = {"local": ["Local"], "dare": ["Dare"], "quoted": ["Emily"], "emily": ["Emily"]}
    assert {question: found(question) for question in before} == before
    assert sorted(found("presenter")) == ["Local", "Presenter"]
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw({"event": event, "speaker": emily, "presenter": presenter, "quote": quote}[what])
    gone = {"event": ["local", "dare", "quoted"], "speaker": ["quoted", "emily"], "presenter": [], "quote": ["quoted"]}[
        what
    ]
    assert [question for question in before if found(question) == []] == gone
    assert sorted(found("presenter")) == {"event": ["Presenter"], "presenter": []}.get(what, ["Local", "Presenter"])
