"""A visitor reads what was said on the day, and in which language."""

import pytest

from content.workflow import publishing
from tests.factories import EventFactory, PictureFactory, QuoteFactory, SpeakerFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(db):
    return EventFactory(live=True)


def quotes(visitor, event):
    return read(visitor, event.get_absolute_url()).all("#quotes .quote")


def test_quotes_stand_in_the_editors_order(visitor, event):
    for words, position in [("Third", 3), ("First", 1), ("Second", 2)]:
        QuoteFactory(live=True, event=event, words_en=words, position=position)
    assert [each.one("blockquote").text for each in quotes(visitor, event)] == ["First", "Second", "Third"]


def test_of_one_place_in_the_order_the_older_goes_first(visitor, event):
    for words in ["First", "Second", "Third"]:
        QuoteFactory(live=True, event=event, words_en=words)
    assert [each.one("blockquote").text for each in quotes(visitor, event)] == ["First", "Second", "Third"]


def test_only_what_is_published_is_quoted_and_only_of_whom_is(visitor, event):
    QuoteFactory(event=event)
    publishing.withdraw(QuoteFactory(live=True, event=event))
    publishing.throw_away(QuoteFactory(live=True, event=event))
    QuoteFactory(live=True, event=event, speaker=SpeakerFactory())
    QuoteFactory(live=True)
    page = read(visitor, event.get_absolute_url())
    assert (page.all(".quote"), page.all("#quotes")) == ([], [])


def test_below_the_words_stands_who_said_them(visitor, event):
    speaker = SpeakerFactory(
        live=True, name="Anna Berg", role_en="Researcher", portrait=PictureFactory(digest="a" * 64, alt_en="Anna")
    )
    QuoteFactory(live=True, event=event, speaker=speaker)
    quote = quotes(visitor, event)[0]
    assert quote.one("figcaption").text == "Anna Berg Researcher"
    assert quote.links() == [("Anna Berg", speaker.get_absolute_url())]
    assert quote.one(".portrait img")["alt"] == "Anna"


def test_a_speaker_without_role_and_portrait_has_a_name_and_initials(visitor, event):
    QuoteFactory(live=True, event=event, speaker=SpeakerFactory(live=True, name="Anna Berg"))
    quote = quotes(visitor, event)[0]
    assert (quote.texts("figcaption .small"), quote.texts(".initials")) == ([], ["AB"])


@pytest.mark.parametrize(
    ("said_in", "words", "note", "marked"),
    [
        ("en", {"words_nl": "Kijk", "words_en": "Look"}, [], None),
        ("nl", {"words_nl": "Kijk", "words_en": "Look"}, ["translated from Dutch"], None),
        ("nl", {"words_nl": "Kijk", "words_en": ""}, [], "nl"),
    ],
    ids=["original", "translation", "untranslated"],
)
def test_a_translation_says_that_it_is_one(visitor, event, said_in, words, note, marked):
    QuoteFactory(live=True, event=event, original_language=said_in, **words)
    quote = quotes(visitor, event)[0]
    assert quote.texts("figcaption .small") == note
    assert quote.one("blockquote p").get("lang") == marked


def test_a_dutch_reader_reads_the_note_in_dutch(visitor, event):
    QuoteFactory(live=True, event=event, original_language="en")
    page = read(visitor, event.addresses()["nl"])
    assert page.texts("#quotes figcaption .small") == ["vertaald uit het Engels"]
