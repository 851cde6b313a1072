"""The form says from which page of ours one came to it, and leads back there."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import CaseFactory, ConsentTextFactory, EventFactory, LessonFactory
from tests.signups.joining import address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def text():
    return ConsentTextFactory(version=3)


def said(visitor, path, page="en"):
    """Return the address and the words of the link back that the form shows to whoever comes from `path`."""
    html = visitor.get(address("signups:join", language=page), {"from": path}).content.decode()
    return re.findall(r'You came from <a href="([^"]*)">“(.*)”</a>', html)


@pytest.mark.parametrize("factory", [EventFactory, CaseFactory, LessonFactory])
def test_an_event_a_case_and_a_lesson_are_named(visitor, factory):
    path = factory(live=True, title_en="Ask & <listen>").addresses()["en"]
    assert said(visitor, path) == [(path, "Ask &amp; &lt;listen&gt;")]
    assert said(visitor, f"{path}?t=90") == [(path, "Ask &amp; &lt;listen&gt;")]


def test_home_is_named_by_its_event(visitor):
    EventFactory(live=True)
    EventFactory(live=True, is_home=True, title_en="Smart Up!")
    assert said(visitor, address("events:home")) == [(address("events:home"), "Smart Up!")]


def test_a_title_that_is_not_translated_says_its_language(visitor):
    case = CaseFactory(live=True, title_nl="De lokale factor", title_en="")
    path = case.addresses()["en"]
    assert said(visitor, path) == [(path, '<span lang="nl">De lokale factor</span>')]


def test_who_changes_the_language_of_the_form_is_led_to_the_page_in_it(visitor):
    paths = EventFactory(live=True, title_en="Smart Up!", slug_nl="slim-op", slug_en="smart-up").addresses()
    assert said(visitor, paths["nl"]) == [(paths["en"], "Smart Up!")]


@pytest.mark.parametrize("path", ["", "/en/cases/", "/en/cases/nowhere/", "/en/", "//elsewhere.example/en/", "/%ff/"])
def test_other_pages_are_not_named(visitor, path):
    assert said(visitor, path) == []


def test_a_draft_is_not_given_away(visitor):
    assert said(visitor, CaseFactory(title_en="Secret").addresses()["en"]) == []


@pytest.mark.parametrize("others", [0, 20])
def test_to_name_the_page_takes_one_question(visitor, others):
    EventFactory.create_batch(others, live=True)
    path = CaseFactory(live=True).addresses()["en"]
    assert questions(visitor, {"from": path}) == questions(visitor, {}) + 1


def questions(visitor, query) -> int:
    """Return how many the form asks once the site has warmed up."""
    visitor.get(address("signups:join"), query)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(address("signups:join"), query)
    return len(asked)
