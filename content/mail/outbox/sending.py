"""Each mail once: a sender claims what is due, and writes down what it does before it does it.

Killed before the last dot, a mail is claimed again when the claim has run out. Killed after it, nobody knows whether it
arrived: it isn't sent again by itself, and the outbox says so. Whatever the server answers is for good or for later.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import DatabaseError, close_old_connections
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.database.write_lock import own_turn
from content.mail.models import OutboxMessage
from content.mail.outbox.message import NotAMail, compose_message
from content.mail.outbox.smtp import ANSWER_TIMEOUT, MailRefused, PutOff, ServerUnreachable, SMTPConnection
from content.mail.transport import MailTransport, mail_transport

_log = logging.getLogger(__name__)

BATCH = 20
CLAIMED_FOR = timedelta(minutes=1)
RENEWED_AFTER = 20  # seconds; less than CLAIMED_FOR by more than one word to the server may take
SETTLE_AGAIN_AFTER = (1, 5, 15)  # seconds
ANSWERED_WITHIN = timedelta(seconds=ANSWER_TIMEOUT + 60)

_MINUTES, _HOURS = 60, 3600
PAUSES = [
    timedelta(seconds=seconds)
    for seconds in (
        1 * _MINUTES, 5 * _MINUTES, 15 * _MINUTES, 1 * _HOURS, 3 * _HOURS, 6 * _HOURS, *[12 * _HOURS] * 5,
    )
]  # fmt: skip
# What nobody could send for so long, since there was no server, says nothing that is still true.
STALE_AFTER = timedelta(days=7)
_LONGEST_WORDS = 500


class DeliveryResult(NamedTuple):
    """How many mails left; what keeps the others, all of them, from leaving, or nothing."""

    sent: int
    trouble: str = ""


class NoLongerOurs(Exception):
    """The mail was erased, or another sender has it: this one was too slow."""


class OutboxClaim:
    """Up to BATCH mails that are ours as long as we say so once in a while."""

    def __init__(self):
        self._key = uuid4()
        self._kept_at = monotonic()

    def take(self) -> list[OutboxMessage]:
        """Return mails that are due, those to a single person before those to many."""
        due = OutboxMessage.objects.due()
        keys = _first(due.filter(batch__isnull=True), BATCH)
        keys += _first(due.filter(batch__isnull=False), BATCH - len(keys))
        with own_turn():
            due.filter(pk__in=keys).update(claim=self._key, claimed_until=timezone.now() + CLAIMED_FOR)
        return sorted(self._ours().filter(pk__in=keys), key=lambda mail: (mail.batch is not None, mail.next_try_at))

    def keep(self) -> None:
        """Say that we still have them in hand."""
        if monotonic() - self._kept_at > RENEWED_AFTER:
            self._ours().update(claimed_until=timezone.now() + CLAIMED_FOR)
            self._kept_at = monotonic()

    def hand_over(self, key: UUID) -> None:
        """Write down that the server is about to have this one. Raises NoLongerOurs."""
        now = timezone.now()
        with own_turn():
            is_ours = self._ours().filter(pk=key).update(handed_at=now, claimed_until=now + ANSWERED_WITHIN)
        if not is_ours:
            raise NoLongerOurs

    def settle(self, key: UUID, **outcome: Any) -> None:
        """Write down how it ended; nobody else knows it, so a database that is away for a moment is waited for."""
        ours = OutboxMessage.objects.unsettled().filter(pk=key, claim=self._key)
        for pause in SETTLE_AGAIN_AFTER:
            try:
                with own_turn():
                    ours.update(claim=None, claimed_until=None, tries=F("tries") + 1, **outcome)
            except DatabaseError:
                _log.exception("How mail %s ended could not be written down", key)
                close_old_connections()
                sleep(pause)
            else:
                return

    def release(self) -> None:
        """Leave the others to whoever comes next."""
        self._ours().update(claim=None, claimed_until=None)

    def _ours(self) -> QuerySet[OutboxMessage]:
        return OutboxMessage.objects.waiting().filter(claim=self._key)


def _first(due: QuerySet[OutboxMessage], number: int) -> list[UUID]:
    return list(due.order_by("next_try_at").values_list("pk", flat=True)[:number])


class InHand(NamedTuple):
    """A mail while it travels (smtp.Watch)."""

    claim: OutboxClaim
    mail: OutboxMessage

    def alive(self) -> None:
        self.claim.keep()

    def last_dot(self) -> None:
        self.claim.hand_over(self.mail.pk)


def deliver_due(stopping: Callable[[], bool] = lambda: False) -> DeliveryResult:
    """Send what is due, the way that the site has; return when nothing is, or when nothing can leave.

    stopping: asked between two mails; the one in hand is always brought to its end.
    """
    if not OutboxMessage.objects.due().exists():
        return DeliveryResult(0)
    if mail_transport() is MailTransport.SHOWN:
        return DeliveryResult(OutboxMessage.objects.due().update(sent_at=timezone.now(), error=""))
    return _by_smtp(stopping) if mail_transport() is MailTransport.SMTP else DeliveryResult(0)


def _by_smtp(stopping: Callable[[], bool]) -> DeliveryResult:
    _give_up_stale()
    line, sent = SMTPConnection(), 0
    try:
        while not stopping():
            line.be_open()
            claim = OutboxClaim()
            try:
                mails = claim.take()
                if not mails:
                    break
                for mail in mails:
                    if stopping():
                        break
                    sent += _send(line, claim, mail)
            finally:
                claim.release()
    except ServerUnreachable as reason:
        return DeliveryResult(sent, _note(str(reason)))
    finally:
        line.say_goodbye()
    return DeliveryResult(sent)


def _send(line: SMTPConnection, claim: OutboxClaim, mail: OutboxMessage) -> bool:
    """Send one mail and write down how it ended; return whether it was accepted. Raises Unreachable."""
    try:
        line.send(compose_message(mail), InHand(claim, mail))
    except (MailRefused, NotAMail) as reason:
        claim.settle(mail.pk, given_up_at=timezone.now(), error=_words(reason, mail))
    except PutOff as reason:
        _put_off(claim, mail, reason)
    except ServerUnreachable as reason:
        _put_off(claim, mail, reason)
        raise
    except NoLongerOurs:
        pass
    except Exception as reason:  # one mail that nobody can send shall not hold up all others
        _log.exception("Mail %s could not be sent", mail.pk)
        _put_off(claim, mail, reason)
    else:
        claim.settle(mail.pk, sent_at=timezone.now(), error="")
        return True
    return False


def _put_off(claim: OutboxClaim, mail: OutboxMessage, reason: Exception) -> None:
    """Try again after a pause, or give up after the last one."""
    now, words = timezone.now(), _words(reason, mail)
    if mail.tries < len(PAUSES):
        claim.settle(mail.pk, handed_at=None, next_try_at=now + PAUSES[mail.tries], error=words)
    else:
        claim.settle(mail.pk, given_up_at=now, error=words)


def _words(reason: Exception, mail: OutboxMessage) -> str:
    """Return what the server said, without the address, which servers repeat."""
    return str(reason).replace(mail.recipient, "…")[:_LONGEST_WORDS]


def _note(trouble: str) -> str:
    """Say with the mails that are next what they wait for; return that."""
    words = trouble[:_LONGEST_WORDS]
    OutboxMessage.objects.filter(pk__in=_first(OutboxMessage.objects.due(), BATCH)).update(error=words)
    return words


def _give_up_stale() -> None:
    now = timezone.now()
    stale = OutboxMessage.objects.due().filter(next_try_at__lte=now - STALE_AFTER)
    stale.update(given_up_at=now, error=_("It waited for a mail server for a week, and may be out of date."))
