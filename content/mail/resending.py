"""Sending a mail once more, because somebody who has looked at it says so."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from content.mail.models import OutboxMessage


def send_again(mails: QuerySet[OutboxMessage]) -> int:
    """Make those of `mails` due that were given up, that wait, or of which nobody knows; return how many.

    What was sent, and what a sender has in hand, is left alone. It keeps its Message-ID: whoever has it can tell.
    """
    now = timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return mails.filter(free, sent_at__isnull=True).update(
        next_try_at=now, tries=0, error="", claim=None, claimed_until=None, handed_at=None, given_up_at=None
    )
