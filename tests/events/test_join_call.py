"""A visitor who read about an event is asked to join."""

import pytest

from tests.factories import CaseFactory, EventFactory, LessonFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def calls(visitor, event) -> list:
    """Return the call on each page that belongs to `event`."""
    things = [event, CaseFactory(live=True, event=event), LessonFactory(live=True, event=event)]
    return [read(visitor, path).one("#join") for path in ("/en/", *(thing.get_absolute_url() for thing in things))]


def test_the_event_calls_in_its_own_words(visitor):
    event = EventFactory(live=True, join_title_en="Come along", join_text_en="<p>We need you.</p>")
    for call in calls(visitor, event):
        assert call.one("h2").text == call.one(".reflected")["data-reflection"] == "Come along"
        assert call.texts("p")[0] == "We need you."


def test_an_event_without_words_of_its_own_calls_as_the_site_does(visitor):
    for call in calls(visitor, EventFactory(live=True)):
        assert call.one("h2").text == "Join us!"
        assert call.texts("p")[0].startswith("Do you want to help shape what comes next?")


def test_the_call_leads_to_the_form(visitor):
    for call in calls(visitor, EventFactory(live=True)):
        ((words, path),) = call.links()
        assert words == "I want to join"
        assert path.startswith("/en/join/")
        assert visitor.get(path).status_code == 200
