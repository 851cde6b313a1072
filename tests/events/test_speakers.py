"""A visitor wants to know who spoke, and what else they said and showed."""

import pytest

from content.workflow import publishing
from tests.factories import CaseFactory, EventFactory, PictureFactory, QuoteFactory, SpeakerFactory, SpeakerLinkFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SPEAKERS = "/en/speakers/"


def page_of(visitor, speaker):
    return read(visitor, speaker.get_absolute_url())


def test_without_any_speaker_the_list_says_so(visitor):
    SpeakerFactory()
    page = read(visitor, SPEAKERS)
    assert (page.texts(".note"), page.all(".speaker-card")) == (["No speaker has been published yet."], [])


def test_the_list_goes_by_name_and_shows_published_speakers_only(visitor):
    speakers = [SpeakerFactory(live=True, name=name) for name in ("Zoe", "Anna")]
    SpeakerFactory(name="Draft")
    publishing.withdraw(SpeakerFactory(live=True, name="Withdrawn"))
    publishing.throw_away(SpeakerFactory(live=True, name="Binned"))
    page = read(visitor, SPEAKERS)
    assert page.links("h2 a") == [(each.name, each.get_absolute_url()) for each in reversed(speakers)]
    assert page.all(".note") == []


def test_a_card_tells_role_and_organisation_when_they_are_known(visitor):
    SpeakerFactory(live=True, name="Anna Berg", role_en="Researcher", organisation="MIT")
    SpeakerFactory(live=True, name="Bob")
    cards = read(visitor, SPEAKERS).all(".speaker-card")
    assert [card.texts("p") for card in cards] == [["Researcher", "MIT"], []]


@pytest.mark.parametrize(
    ("name", "letters"), [("Anna van der Berg", "AB"), ("Plato", "P"), ("Anna (chair) Berg", "AB"), ("anna berg", "AB")]
)
def test_without_a_portrait_the_initials_stand_there(visitor, name, letters):
    speaker = SpeakerFactory(live=True, name=name)
    assert read(visitor, SPEAKERS).one(".portrait .initials").text == letters
    assert page_of(visitor, speaker).one(".portrait .initials").text == letters


def test_a_portrait_stands_on_card_and_page(visitor):
    speaker = SpeakerFactory(live=True, portrait=PictureFactory(digest="a" * 64, alt_en="Anna, laughing"))
    for page in (read(visitor, SPEAKERS), page_of(visitor, speaker)):
        assert page.one(".portrait img")["alt"] == "Anna, laughing"
        assert page.all(".initials") == []


def test_a_page_tells_who_it_is(visitor):
    speaker = SpeakerFactory(
        live=True, name="Anna", role_en="Researcher", organisation="MIT", biography_en="<p>She began.</p>"
    )
    page = page_of(visitor, speaker)
    assert page.one("title").text == "Anna · smartup"
    assert page.one("meta[name=description]")["content"] == "Anna: Researcher"
    assert page.texts(".person h1") == ["Anna"]
    assert page.texts(".person p") == ["Researcher", "MIT"]
    assert page.texts("article p")[2:] == ["She began."]


def test_a_page_leaves_out_what_is_not_known(visitor):
    page = page_of(visitor, SpeakerFactory(live=True, name="Anna"))
    assert page.one("meta[name=description]")["content"] == "Anna"
    assert (page.texts(".person p"), page.all("article section"), page.all(".link-list")) == ([], [], [])


def test_links_stand_in_the_editors_order(visitor):
    speaker = SpeakerFactory(live=True)
    SpeakerLinkFactory(speaker=speaker, label_en="Second", url="https://example.org/2", position=2)
    SpeakerLinkFactory(speaker=speaker, label_en="First", url="https://example.org/1", position=1)
    SpeakerLinkFactory(label_en="Of somebody else")
    links = page_of(visitor, speaker).links(".link-list a")
    assert links == [("First", "https://example.org/1"), ("Second", "https://example.org/2")]


def test_quotes_of_the_speaker_stand_there(visitor):
    speaker, event = SpeakerFactory(live=True), EventFactory(live=True)
    QuoteFactory(live=True, event=event, speaker=speaker, words_en="Second", position=2)
    QuoteFactory(live=True, event=event, speaker=speaker, words_en="First", position=1)
    QuoteFactory(live=True, words_en="Of somebody else")
    QuoteFactory(event=event, speaker=speaker, words_en="Draft")
    QuoteFactory(live=True, event=EventFactory(), speaker=speaker, words_en="At a hidden event")
    page = page_of(visitor, speaker)
    assert page.texts("section[aria-labelledby=quotes] blockquote") == ["First", "Second"]
    assert page.texts("h2") == ["Quotes"]


def test_cases_that_the_speaker_presented_stand_there_with_all_who_did(visitor):
    anna, bob = SpeakerFactory(live=True, name="Anna"), SpeakerFactory(live=True, name="Bob")
    event = EventFactory(live=True)
    CaseFactory(live=True, event=event, title_en="Second", presenters=[bob], position=2)
    CaseFactory(live=True, event=event, title_en="First", presenters=[bob, anna], position=1)
    CaseFactory(live=True, event=event, title_en="Of somebody else", presenters=[anna])
    CaseFactory(event=event, title_en="Draft", presenters=[bob])
    CaseFactory(live=True, event=EventFactory(), title_en="At a hidden event", presenters=[bob])
    page = page_of(visitor, bob)
    assert page.texts(".case-card-title") == ["First", "Second"]
    assert page.texts(".case-card-by") == ["Anna, Bob", "Bob"]
    assert page.texts("h2") == ["Cases"]
