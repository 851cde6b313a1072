"""The link to one's own data: who asks for it gets it by mail, and nobody learns whether an address is known."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from content.consent.senders import TooManyRequests
from content.mail.models import OutboxMessage
from signups.letters.my_data import MY_DATA
from signups.letters_common import address_of, letter_to
from signups.models import LinkRequest, Stakeholder

VALID_FOR = timedelta(days=7)
LETTERS_IN_A_DAY = 3
# Of one network, in which there may be many people.
REQUESTS_IN_AN_HOUR = 60


class _NotSent(Exception):
    """The letter was written to be torn up."""


@transaction.atomic
def ask_for_link(*, email: str, sender: str, language: str) -> None:
    """Send the link to the data of whoever joined with `email`; the same is done, and takes as long, if nobody did.

    sender: a mark, see content.consent.senders. language: that of the page. Raises TooManyRequests.
    """
    _refuse_a_flood(sender)
    LinkRequest.objects.create(sender=sender)
    known = Stakeholder.objects.with_address(email)
    try:
        with transaction.atomic():
            _write(known or Stakeholder(email=email, language=language), is_known=known is not None)
    except _NotSent:
        return


def _write(stakeholder: Stakeholder, *, is_known: bool) -> None:
    written = _written_today(stakeholder)
    letter_to(stakeholder, MY_DATA.key, address=address_of(stakeholder, "signups:my_data", "my-data"))
    if not is_known or written >= LETTERS_IN_A_DAY:
        raise _NotSent


def _written_today(stakeholder: Stakeholder) -> int:
    since = timezone.now() - timedelta(days=1)
    return OutboxMessage.objects.filter(about=stakeholder.pk, letter=MY_DATA.key, created_at__gte=since).count()


def _refuse_a_flood(sender: str) -> None:
    since = timezone.now() - timedelta(hours=1)
    if LinkRequest.objects.filter(sender=sender, created_at__gte=since).count() >= REQUESTS_IN_AN_HOUR:
        raise TooManyRequests
