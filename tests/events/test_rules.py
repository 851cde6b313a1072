"""What must never be of an event and of what came out of it: the form says so, and the database refuses it."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from content.workflow import completeness, publishing
from events.models import Event, Evidence
from tests.factories import (
    CaseFactory,
    DocumentFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    PartnerProjectFactory,
    ProgrammeItemFactory,
    QuoteFactory,
    SpeakerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NINE = datetime(2018, 9, 19, 9, tzinfo=UTC)


def faults(item) -> dict:
    """Return what an editor is told who wants to publish `item`."""
    try:
        completeness.require_complete(item)
    except ValidationError as error:
        return error.message_dict
    return {}


def refused(item) -> bool:
    """Return whether the database refuses to keep `item`."""
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"starts": date(2018, 9, 19), "ends": date(2018, 9, 18)}, "The event ends before it starts."),
        (
            {"video_file": "a.mp4", "video_url": "https://vimeo.com/123456789"},
            "Give a video file or an address, not both.",
        ),
        ({"latitude": "52.78580"}, "Give both latitude and longitude, or neither."),
        ({"longitude": "6.89760"}, "Give both latitude and longitude, or neither."),
    ],
)
def test_an_event_that_contradicts_itself(given, told):
    event = EventFactory()
    for name, value in given.items():
        setattr(event, name, value)
    assert faults(event) == {"__all__": [told]}
    assert refused(event)


@pytest.mark.parametrize(
    "given",
    [
        {"ends": date(2018, 9, 19)},
        {"ends": date(2018, 9, 20)},
        {"video_file": "a.mp4"},
        {"video_url": "https://vimeo.com/123456789"},
        {"latitude": "52.78580", "longitude": "6.89760"},
        {"latitude": "-90", "longitude": "-180"},
        {"latitude": "90", "longitude": "180"},
    ],
)
def test_an_event_that_does_not(given):
    event = EventFactory()
    for name, value in given.items():
        setattr(event, name, value)
    assert (faults(event), refused(event)) == ({}, False)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"latitude": "90.00001", "longitude": "0"}, "latitude"),
        ({"latitude": "-90.00001", "longitude": "0"}, "latitude"),
        ({"latitude": "0", "longitude": "180.00001"}, "longitude"),
        ({"latitude": "0", "longitude": "-180.00001"}, "longitude"),
        ({"video_file": "a.exe"}, "video_file"),
        ({"captions_en": "a.srt"}, "captions_en"),
        ({"video_url": "https://example.org/123456789"}, "video_url"),
    ],
)
def test_a_field_that_holds_what_it_cannot(given, field):
    event = EventFactory()
    for name, value in given.items():
        setattr(event, name, value)
    assert list(faults(event)) == [field]


def test_there_is_one_home_page():
    EventFactory(live=True, is_home=True)
    second = EventFactory()
    second.is_home = True
    assert faults(second) == {"__all__": ["Another event is the home page. Take the mark away there first."]}
    assert refused(second)


def test_many_events_are_not_the_home_page():
    EventFactory(live=True)
    assert (faults(EventFactory()), Event.objects.count()) == ({}, 2)


def test_a_programme_item_ends_after_it_starts():
    item = ProgrammeItemFactory(starts=NINE)
    item.ends = NINE
    assert faults(item) == {"__all__": ["The programme item ends before it starts."]}
    assert refused(item)
    item.ends = NINE.replace(minute=1)
    assert (faults(item), refused(item)) == ({}, False)


def test_a_lesson_has_one_cell_for_each_case():
    first = EvidenceFactory()
    second = Evidence(lesson=first.lesson, case=first.case, moment=5)
    with pytest.raises(ValidationError, match="This lesson has evidence in this case already"):
        second.full_clean(exclude=["passage"])
    assert refused(second)


def test_slides_are_counted_from_one():
    evidence = EvidenceFactory(document=DocumentFactory(live=True), slide=1)
    assert not refused(evidence)
    evidence.slide = 0
    with pytest.raises(ValidationError, match="Slides are counted from 1"):
        evidence.full_clean(exclude=["passage"])
    assert refused(evidence)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ["Say where the case shows it: a passage, a slide, or a moment in the video."]),
        ({"slide": 2}, ["Choose the document in which this slide is."]),
    ],
)
def test_evidence_must_lead_somewhere(given, told):
    with pytest.raises(ValidationError) as error:
        Evidence(**given).check_complete()
    assert error.value.messages == told


@pytest.mark.parametrize("given", [{"passage_nl": "Zo"}, {"passage_en": "So"}, {"moment": 0}, {"moment": 5}])
def test_evidence_that_does(given):
    Evidence(**given).check_complete()


def test_a_slide_in_a_document_is_evidence():
    Evidence(document=DocumentFactory(), slide=2).check_complete()


@pytest.mark.parametrize(("said_in", "missing"), [("nl", "words_nl"), ("en", "words_en")])
def test_a_quote_needs_the_words_that_were_really_said(said_in, missing):
    quote = QuoteFactory(live=True, original_language=said_in, **{missing: ""})
    assert faults(quote) == {missing: ["Fill in the words in the language in which they were said."]}


@pytest.mark.parametrize(("said_in", "other"), [("nl", "words_en"), ("en", "words_nl")])
def test_a_quote_needs_no_translation(said_in, other):
    assert faults(QuoteFactory(live=True, original_language=said_in, **{other: ""})) == {}


@pytest.mark.parametrize("given", [{"title_nl": "Welkom", "title_en": ""}, {"title_nl": "", "title_en": "Welcome"}])
def test_one_language_is_enough_for_a_programme_item(given):
    assert faults(ProgrammeItemFactory(**given)) == {}


def test_a_programme_item_without_a_title_is_not_complete():
    item = ProgrammeItemFactory(title_nl="", title_en="")
    assert faults(item) == {"title_nl": ["Fill this in, in Dutch, in English or in both."]}


@pytest.mark.parametrize("make", [CaseFactory, LessonFactory, QuoteFactory, ProgrammeItemFactory])
def test_what_the_public_sees_belongs_to_an_event(make):
    assert make(event=None).event is None
    item = make(live=True)
    item.event = None
    assert refused(item)


@pytest.mark.parametrize(
    ("make", "column"),
    [(EventFactory, "starts"), (EventFactory, "ends"), (QuoteFactory, "speaker"), (ProgrammeItemFactory, "starts")],
)
def test_what_the_public_sees_is_complete(make, column):
    draft = make()
    setattr(draft, column, None)
    assert not refused(draft)
    item = make(live=True)
    setattr(item, column, None)
    assert refused(item)


def test_who_is_quoted_can_not_be_erased():
    quote = QuoteFactory()
    with pytest.raises(IntegrityError):
        quote.speaker.delete()


# --- As editors call them -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "given", "name"),
    [
        (EventFactory, {"title_en": "Emmen"}, "Emmen"),
        (CaseFactory, {"title_en": "", "title_nl": "Lokaal"}, "Lokaal"),
        (SpeakerFactory, {"name": "Anna"}, "Anna"),
        (PartnerProjectFactory, {"acronym": "RELOS3"}, "RELOS3"),
        (ProgrammeItemFactory, {"title_en": "Welcome"}, "Welcome"),
        (QuoteFactory, {"words_en": "one two three four five six seven eight"}, "one two three four five six seven eight"),
        (QuoteFactory, {"words_en": "one two three four five six seven eight nine"}, "one two three four five six seven eight…"),
    ],
)  # fmt: skip
def test_a_thing_is_called_by_its_name(make, given, name):
    assert str(make(**given)) == name


def test_evidence_is_called_by_its_lesson_and_its_case():
    evidence = EvidenceFactory(lesson__title_en="Dare", case__title_en="Local")
    assert str(evidence) == "Dare · Local"


def test_what_has_no_page_of_its_own_leads_to_where_it_stands():
    event, anna = EventFactory(live=True), SpeakerFactory(live=True)
    item = ProgrammeItemFactory(live=True, event=event)
    quote = QuoteFactory(live=True, event=event, speaker=anna)
    assert item.get_absolute_url() == f"{event.get_absolute_url()}#programme"
    assert quote.get_absolute_url() == anna.get_absolute_url()
    assert ProgrammeItemFactory(event=None).get_absolute_url() == ""
    assert QuoteFactory(speaker=None).get_absolute_url() == ""


@pytest.mark.parametrize("field", ["video_file", "captions_en"])
def test_a_film_has_a_name_that_nobody_guesses(field):
    event = EventFactory(**{field: ContentFile(b"WEBVTT", name="Geheim Plan.VTT")})
    folder, name = getattr(event, field).name.split("/")
    assert (folder, len(name), name.endswith(".vtt")) == ({"video_file": "videos"}.get(field, "captions"), 36, True)
    assert "geheim" not in name.lower()


@pytest.mark.parametrize("hide", [publishing.withdraw, publishing.throw_away])
def test_what_was_hidden_can_come_back(hide):
    case = CaseFactory(live=True)
    hide(case)
    publishing.publish(case)
    case.refresh_from_db()
    assert (case.is_live, case.binned_at) == (True, None)
