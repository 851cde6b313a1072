"""Mail that is over is erased after a month."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.outbox.states import erase_old_mail
from smartup import nightly
from tests.factories import OutboxMessageFactory

pytestmark = pytest.mark.django_db


def test_what_is_over_for_thirty_days_goes_and_what_waits_stays():
    long_ago, lately = timezone.now() - timedelta(days=31), timezone.now() - timedelta(days=29)
    for moment in (long_ago, lately):
        OutboxMessageFactory(subject=f"sent {moment}", sent_at=moment, handed_at=moment)
        OutboxMessageFactory(subject=f"given up {moment}", given_up_at=moment)
        OutboxMessageFactory(subject=f"unknown {moment}", handed_at=moment)
    OutboxMessageFactory(subject="waits", next_try_at=long_ago)
    assert erase_old_mail() == 3
    left = set(OutboxMessage.objects.values_list("subject", flat=True))
    assert left == {"waits", f"sent {lately}", f"given up {lately}", f"unknown {lately}"}


def test_the_night_does_it(monkeypatch):
    for part in ("check_all_links", "sweep_parts", "call_command", "erase_due"):
        monkeypatch.setattr(nightly, part, lambda *_args, **_options: None)
    OutboxMessageFactory(sent_at=timezone.now() - timedelta(days=31))
    nightly.run_nightly.call()
    assert not OutboxMessage.objects.exists()
