"""How long things last, to the second."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from freezegun import freeze_time

from content.autosave.models import EditSession
from content.preview.models import PreviewLink
from content.reviews.models import Review
from content.workflow import publishing
from events.models import Case
from tests.factories import CaseFactory, EditSessionFactory, PreviewLinkFactory, QuoteFactory
from tests.people import browser_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
LARGEST = 2 * 1024 * 1024


def test_the_bin_keeps_for_thirty_days_to_the_second():
    publishing.throw_away(CaseFactory())
    Case.objects.update(binned_at=NOON)
    with freeze_time(NOON + 30 * DAY - SECOND):
        call_command("tidy")
    assert Case.objects.count() == 1
    with freeze_time(NOON + 30 * DAY):
        call_command("tidy")
    assert Case.objects.count() == 0


def test_old_links_and_forgotten_typing_go_to_the_second():
    PreviewLinkFactory(expires_at=NOON)
    EditSessionFactory(seen_at=NOON)
    found = []
    for moment in (NOON + 30 * DAY - SECOND, NOON + 30 * DAY, NOON + 90 * DAY - SECOND, NOON + 90 * DAY):
        with freeze_time(moment):
            call_command("tidy")
        found.append((PreviewLink.objects.count(), EditSession.objects.count()))
    assert found == [(1, 1), (1, 0), (1, 0), (0, 0)]


def test_a_link_to_a_preview_opens_for_seven_days_to_the_second(visitor):
    with freeze_time(NOON):
        case = CaseFactory(live=True)
        browser_of("writer").post(reverse("admin:events_case_share", args=[case.pk]))
    address = reverse("preview:shared", args=[PreviewLink.objects.get().secret])
    with freeze_time(NOON + 7 * DAY - SECOND):
        assert visitor.get(address).status_code == 200
    with freeze_time(NOON + 7 * DAY):
        assert visitor.get(address).status_code != 200


def test_a_question_is_answered_within_thirty_days_to_the_second(visitor):
    with freeze_time(NOON):
        quote = QuoteFactory(live=True)
        asked = {"name": "Emily Wise", "language": "en"}
        browser_of("writer").post(reverse("admin:events_quote_ask", args=[quote.pk]), asked)
    address = reverse("reviews:review", args=[Review.objects.get().secret])
    with freeze_time(NOON + 30 * DAY - SECOND):
        assert visitor.get(address).status_code == 200
    with freeze_time(NOON + 30 * DAY):
        assert visitor.get(address).status_code != 200


def test_a_colleague_is_at_a_form_for_a_minute_after_the_last_sign_of_life():
    with freeze_time(NOON):
        case, anna, piet = CaseFactory(), browser_of("writer"), browser_of("publisher")
        kind = ContentType.objects.get_for_model(Case)
        EditSessionFactory(user=piet.user, object_id=str(case.pk), content_type=kind, seen_at=NOON)

    def others():
        sent = {"sitting": uuid4(), "object": case.pk}
        return anna.post(reverse("admin:events_case_sitting"), sent).json()["others"]

    with freeze_time(NOON + timedelta(seconds=59)):
        assert len(others()) == 1
    with freeze_time(NOON + timedelta(seconds=60)):
        assert others() == []


@pytest.mark.parametrize(
    "typed, status", [("a" * LARGEST, 200), ("a" * (LARGEST + 1), 413), ("é" * (LARGEST // 2 + 1), 413)]
)
def test_two_megabytes_of_typing_are_kept_and_a_byte_more_is_refused(typed, status):
    sent = {"sitting": uuid4(), "object": "", "typed": typed}
    answer = browser_of("writer").post(reverse("admin:events_case_sitting"), sent)
    assert answer.status_code == status
    assert EditSession.objects.filter(typed=typed).exists() == (status == 200)
