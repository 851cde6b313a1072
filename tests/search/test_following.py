"""The index follows what editors publish, change and take away."""

import pytest
from django.core.management import call_command

from content.pages.models import Page
from content.search.models import SearchDocument
from content.workflow import publishing
from tests.factories import (
    AlbumFactory,
    CaseFactory,
    EventFactory,
    LessonFactory,
    PageFactory,
    QuoteFactory,
    SpeakerFactory,
)
from tests.search.test_finding import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Call an act, and let what waits for its commit happen."""

    def act(function, *args):
        with django_capture_on_commit_callbacks(execute=True):
            function(*args)

    return act


def test_publishing_lets_it_be_found_once_in_each_language(committed):
    page = PageFactory(title_nl="Over ons", title_en="About us")
    committed(publishing.publish, page)
    committed(publishing.save, page)
    rows = SearchDocument.objects.order_by("language").values_list("kind", "language", "title", "path")
    assert list(rows) == [
        ("pages.page", "en", "About us", "/en/about-us/"),
        ("pages.page", "nl", "Over ons", "/nl/over-ons/"),
    ]
    assert found("about") == ["About us"]


def test_a_change_is_found_and_what_was_is_not(committed):
    page = PageFactory(title_en="About penguins")
    committed(publishing.publish, page)
    Page.objects.update(title_en="About seals")
    committed(publishing.publish, page)
    assert (found("seals"), found("penguins")) == (["About seals"], [])


@pytest.mark.parametrize("act", [publishing.withdraw, publishing.throw_away])
def test_what_is_taken_away_is_not_found(committed, act):
    page = PageFactory(title_en="About us")
    committed(publishing.publish, page)
    committed(act, page)
    assert found("about") == []
    assert SearchDocument.objects.count() == 0


@pytest.mark.parametrize("act", [publishing.withdraw, publishing.throw_away])
def test_an_event_takes_along_what_belongs_to_it(committed, act):
    event = EventFactory(live=True, title_en="Twist of fate")
    CaseFactory(live=True, event=event, title_en="Twist one")
    LessonFactory(live=True, event=event, title_en="Twist two")
    AlbumFactory(live=True, event=event, title_en="Twist three")
    committed(publishing.save, event)
    assert len(found("twist")) == 4
    committed(act, event)
    assert found("twist") == []


def test_a_quote_that_is_deleted_is_no_longer_what_finds_its_speaker(committed):
    quote = QuoteFactory(live=True, speaker=SpeakerFactory(live=True, name="Ron Boschma"), words_en="Capabilities")
    committed(publishing.save, quote)
    assert found("capabilities") == ["Ron Boschma"]
    committed(publishing.throw_away, quote)
    assert found("capabilities") == []


def test_a_presenter_who_is_renamed_is_found_at_the_case(committed):
    speaker = SpeakerFactory(live=True, name="N. Jensen")
    CaseFactory(live=True, title_en="Across sectors", presenters=[speaker])
    speaker.name = "Nina Alkærsig Jensen"
    committed(publishing.save, speaker)
    assert sorted(found("alkaersig")) == ["Across sectors", "Nina Alkærsig Jensen"]


def test_reindex_adds_what_is_missing_and_drops_what_is_gone(capsys):
    PageFactory(live=True, title_en="About us")
    gone = PageFactory(live=True, title_en="Gone")
    call_command("reindex")
    gone.delete()
    call_command("reindex")
    assert capsys.readouterr().out.splitlines() == ["4 documents indexed.", "2 documents indexed."]
    assert (found("about"), found("gone")) == (["About us"], [])
