"""Whoever paid for an event is named on its pages, and on no other's."""

import pytest

from tests.factories import CaseFactory, EventFactory, LessonFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def pages_of(event) -> list[str]:
    things = [event, CaseFactory(live=True, event=event), LessonFactory(live=True, event=event)]
    return ["/en/", *(thing.get_absolute_url() for thing in things)]


def test_each_page_of_a_funded_event_shows_the_emblem(visitor):
    event = EventFactory(
        live=True, eu_funded=True, funding_programme="Interreg Europe", funding_statement_en="Paid by Europe"
    )
    for path in pages_of(event):
        funding = read(visitor, path).one("aside.funding")
        assert funding.one("img")["alt"] == "Flag of the European Union"
        assert funding.one(".funding-emblem").text == "Co-funded by the European Union"
        assert funding.one(".funding-programme").text == "Interreg Europe"
        assert funding.texts(".small") == ["Paid by Europe"]


def test_without_programme_and_statement_the_emblem_stands_alone(visitor):
    event = EventFactory(live=True, eu_funded=True)
    for path in pages_of(event):
        funding = read(visitor, path).one("aside.funding")
        assert (funding.all(".funding-programme"), funding.all(".small")) == ([], [])


def test_an_event_that_europe_did_not_pay_for_shows_none(visitor):
    event = EventFactory(live=True, funding_programme="Interreg Europe", funding_statement_en="Paid by us")
    for path in pages_of(event):
        assert read(visitor, path).all("aside.funding") == []


def test_the_statement_in_the_other_language_is_marked(visitor):
    EventFactory(live=True, eu_funded=True, funding_statement_nl="Betaald door Europa")
    statement = read(visitor, "/en/").one("aside.funding .small span")
    assert (statement.text, statement["lang"]) == ("Betaald door Europa", "nl")
