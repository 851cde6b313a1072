"""A sign-up closes, and says what happens next."""

from datetime import UTC, datetime

import pytest

from signups.models import JoinRules, Stakeholder
from tests.factories import CaseFactory, EventFactory
from tests.signups.joining import address, join_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(text):
    """Joining ends at noon, Dutch time, an hour from now."""
    return JoinRules.objects.create(
        pk=1,
        closes_at=datetime(2026, 11, 24, 12, tzinfo=UTC),
        what_next_en="<p>We meet in spring.</p>",
        what_next_nl="",
    )


def read(response):
    return response.content.decode()


def test_until_it_closes_the_form_says_when_and_what_comes_next(visitor, clock, rules):
    page = read(visitor.get(address("signups:join")))
    assert "You can join until 24 November 2026, 13:00" in page
    assert "<p>We meet in spring.</p>" in page
    assert "<p>We meet in spring.</p>" in read(visitor.get(join_now(visitor).url))


def test_once_it_has_closed_there_is_no_form(visitor, clock, rules):
    clock.tick(60 * 60)
    page = read(visitor.get(address("signups:join")))
    assert "one could join until 24 November 2026, 13:00" in page
    assert 'name="email"' not in page


def test_whoever_is_too_late_reads_so_and_keeps_the_message(visitor, clock, rules):
    clock.tick(60 * 60)
    answer = join_now(visitor, message="My <long> letter")
    assert (answer.status_code, Stakeholder.objects.count()) == (409, 0)
    assert "You are too late" in read(answer)
    assert "My &lt;long&gt; letter</textarea>" in read(answer)


def test_editors_say_it_in_their_own_words(visitor, clock, rules):
    rules.closed_en = "<p>Come back in 2027.</p>"
    rules.save()
    clock.tick(60 * 60)
    assert "<p>Come back in 2027.</p>" in read(visitor.get(address("signups:join")))


@pytest.mark.parametrize(("hours", "can"), [(0, True), (1, False)])
def test_the_call_on_other_pages_knows_it(visitor, clock, rules, hours, can):
    clock.tick(60 * 60 * hours)
    event = EventFactory(live=True)
    for item in [event, CaseFactory(live=True, event=event)]:
        page = read(visitor.get(item.addresses()["en"]))
        assert ("I want to join" in page) is can
        assert "until 24 November 2026, 13:00" in page
