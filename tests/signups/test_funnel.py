"""Each step from the form to being registered is measured."""

from datetime import UTC, datetime, timedelta

import pytest

from content.mail.models import OutboxMessage
from signups.models import Erasure, Stakeholder
from signups.reports.funnel import Funnel, count_funnel
from tests.factories import EventFactory, StakeholderFactory

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
JOINED = datetime(2026, 11, 10, tzinfo=UTC)


def somebody(joined_at=JOINED, after=None, by="", mailed=True, event=None):
    """Make somebody who joined then, and confirmed so long after."""
    confirmed = {"state": "confirmed", "confirmed_by": by, "confirmed_at": joined_at + after} if after else {}
    person = StakeholderFactory(event=event, **confirmed)
    Stakeholder.objects.filter(pk=person.pk).update(created_at=joined_at)
    OutboxMessage.objects.create(
        letter="signups.confirm",
        about=person.pk,
        recipient=person.email,
        language="nl",
        sent_at=JOINED if mailed else None,
    )


def test_it_tells_how_far_people_got(django_assert_num_queries):
    minutes, days = timedelta(minutes=5), timedelta(days=3)
    for after, by in [(minutes, "code"), (minutes, "code"), (minutes, "link"), (days, "link"), (None, "")]:
        somebody(after=after, by=by)
    somebody(mailed=False)
    somebody(joined_at=DECEMBER, after=minutes, by="code")
    Erasure.objects.create(reason="unconfirmed", erased_at=NOVEMBER + timedelta(days=20))
    Erasure.objects.create(reason="unconfirmed", erased_at=NOVEMBER + timedelta(days=2))
    Erasure.objects.create(reason="erased", erased_at=NOVEMBER + timedelta(days=20))
    with django_assert_num_queries(3):
        seen = count_funnel(NOVEMBER, DECEMBER)
    assert seen == Funnel(sent=7, mailed=6, by_code=2, by_link=2, late=1, waiting=2, never=1)
    assert seen.confirmed == 4


def test_of_an_event_it_tells_how_far_those_got_who_are_still_known(django_assert_num_queries):
    event = EventFactory()
    for where in (event, None):
        somebody(after=timedelta(minutes=5), by="code", event=where)
        somebody(mailed=False, event=where)
    Erasure.objects.create(reason="unconfirmed", erased_at=NOVEMBER + timedelta(days=20))
    with django_assert_num_queries(2):
        seen = count_funnel(NOVEMBER, DECEMBER, event)
    assert seen == Funnel(sent=2, mailed=1, by_code=1, by_link=0, late=0, waiting=1, never=0)
