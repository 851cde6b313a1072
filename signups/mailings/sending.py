"""Sending a mailing: it is begun once, can be paused and resumed, and each stakeholder gets it once, whatever crashes.

To write it to somebody is one transaction: the mail in the outbox, and the delivery that says so. Few mails wait in the
outbox at a time, so that a pause bites at once: what still waits there is taken back.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.suppression import suppressed_since
from signups.mailings.audience import has_lost, left_of, pending_recipients
from signups.mailings.wording import write_mailing
from signups.models import Delivery, Erasure, Mailing, Stakeholder

_log = logging.getLogger(__name__)
State = Mailing.State

# More than leave in a second, fewer than anybody minds when a mailing is paused.
AT_ONCE = 50


class NotNow(Exception):
    """The mailing isn't in a state in which this can be done, or isn't any more; nothing was changed."""


# --- What officers decide -----------------------------------------------------------------------------------------


def send_now(mailing: Mailing) -> None:
    """Let `mailing` leave. Raises NotNow, as all of these do: of two who press at a time, one begins it."""
    _let_go(mailing, state=State.SENDING, started_at=timezone.now(), planned_for=None)


def schedule_mailing(mailing: Mailing, at: datetime) -> None:
    """Let `mailing` leave at a moment to come; what was planned before is planned anew."""
    _let_go(mailing, state=State.SCHEDULED, planned_for=at)


def unschedule_mailing(mailing: Mailing) -> None:
    """Make a draft again of what was planned."""
    _move(mailing, [State.SCHEDULED], state=State.DRAFT, planned_for=None, meant_for=None)


@transaction.atomic
def pause_mailing(mailing: Mailing) -> None:
    """Let nothing more of `mailing` leave; a mail that the server has in hand at this moment arrives."""
    _move(mailing, [State.SENDING], state=State.PAUSED)
    _take_back(mailing.pk)


def resume_mailing(mailing: Mailing) -> None:
    """Go on with what was paused, to those who haven't got it and are taken in by what is left of the filter."""
    _move(mailing, [State.PAUSED], state=State.SENDING, meant_for=left_of(mailing)._asdict())


def _let_go(mailing: Mailing, **changes: Any) -> None:
    _move(mailing, [State.DRAFT, State.SCHEDULED], meant_for=left_of(mailing)._asdict(), **changes)


def _move(mailing: Mailing, froms: list[str], **changes: Any) -> None:
    if not Mailing.objects.filter(pk=mailing.pk, state__in=froms).update(**changes):
        raise NotNow
    mailing.refresh_from_db(fields=list(changes))


# --- How far it is ------------------------------------------------------------------------------------------------


class MailingProgress(NamedTuple):
    """How many get the mailing in all; to how many it was written; of these, how many mails left, wait or never will.

    unknown: those that the server may have got when a sender was killed; they aren't sent twice.
    """

    everybody: int
    written: int
    sent: int
    waiting: int
    given_up: int
    unknown: int

    @property
    def settled(self) -> int:
        """Of how many it is known, or will never be, how they end."""
        return self.sent + self.given_up + self.unknown


def progress_of(mailing: Mailing) -> MailingProgress:
    """Return how far `mailing` is, in a fixed number of queries."""
    written, mails = mailing.deliveries.count(), _mails_of(mailing.pk)
    unsettled, given_up, unknown = mails.unsettled().count(), mails.given_up().count(), mails.unknown().count()
    left = 0 if mailing.state == State.SENT else pending_recipients(mailing).count()
    # Mails that left may have been tidied away since; deliveries stay.
    return MailingProgress(
        written + left, written, written - unsettled - given_up, unsettled - unknown, given_up, unknown
    )


# --- What the worker does -----------------------------------------------------------------------------------------


def push_mailings() -> None:
    """Bring every mailing further; the worker comes by each second. One query when there is nothing to do."""
    now = timezone.now()
    due = Q(state=State.SCHEDULED, planned_for__lte=now) | Q(state__in=[State.SENDING, State.PAUSED])
    for mailing in Mailing.objects.filter(due).only("pk", "state"):
        try:
            _ACTS[mailing.state](mailing)
        except Exception:  # neither another mailing nor the rest of what the worker does shall wait for this one
            _log.exception("Update %s is not brought further now; it is tried again.", mailing.pk)


def _begin(mailing: Mailing) -> None:
    """An officer may have taken it from the schedule, or another worker may have begun it, a moment ago."""
    due = Mailing.objects.filter(pk=mailing.pk, state=State.SCHEDULED, planned_for__lte=timezone.now())
    if due.update(state=State.SENDING, started_at=timezone.now(), planned_for=None):
        _go_on(mailing)


def _go_on(mailing: Mailing) -> None:
    room = AT_ONCE - _mails_of(mailing.pk).waiting().filter(tries=0).count()
    if room > 0:
        _write_some(mailing.pk, room)


@transaction.atomic
def _write_some(key: UUID, room: int) -> None:
    """Write `mailing` to as many as there is room for; when nobody is left and no mail waits, it is sent.

    One that has lost what chose its recipients is paused instead, for nobody can tell whom else it was meant for.
    """
    # Whoever pauses it, and every other worker, waits for us here, and we for them.
    mailing = Mailing.objects.select_for_update(of=("self",)).filter(pk=key, state=State.SENDING).first()
    if mailing is None:
        return
    is_cut_off = has_lost(mailing)
    # Whoever is erased or changes language at this moment waits for us, or is gone when we come.
    left = pending_recipients(mailing).select_for_update(of=("self",)).order_by("pk")
    people = [] if is_cut_off else list(left[:room])
    if people:
        people = _still_here(people)
        Delivery.objects.bulk_create([Delivery(mailing=mailing, stakeholder=person) for person in people])
        write_mailing(mailing, people)
    elif _mails_of(key).waiting().exists():
        return
    elif is_cut_off:  # only now: a pause takes back what waits, and who that was meant for is known
        _move(mailing, [State.SENDING], state=State.PAUSED)
    else:
        _move(mailing, [State.SENDING], state=State.SENT, finished_at=timezone.now())


def _still_here(people: list[Stakeholder]) -> list[Stakeholder]:
    """Return `people` without those who had left and came back from a backup, and erase these again."""
    left = suppressed_since([person.email for person in people])
    back = [
        person
        for person in people
        if person.email in left and (person.confirmed_at is None or person.confirmed_at <= left[person.email])
    ]
    for person in back:
        erase_stakeholder(person, Erasure.Reason.SUPPRESSED)
    return [person for person in people if person not in back]


def _take_back(key: UUID) -> None:
    """Delete what waits in the outbox, and that it was written: who resumes writes it anew."""
    # A sender that is about to hand one over waits for us, and finds it gone.
    waiting = list(_mails_of(key).waiting().select_for_update().values_list("pk", "about"))
    Delivery.objects.filter(mailing=key, stakeholder__in=[about for _mail, about in waiting]).delete()
    _mails_of(key).filter(pk__in=[mail for mail, _about in waiting]).delete()


def _hold(mailing: Mailing) -> None:
    """A mail that the server had in hand when the mailing was paused may have been put off since, and wait again."""
    if not _mails_of(mailing.pk).waiting().exists():
        return
    with transaction.atomic():
        if Mailing.objects.select_for_update().filter(pk=mailing.pk, state=State.PAUSED).exists():
            _take_back(mailing.pk)


def _mails_of(key: UUID):
    return OutboxMessage.objects.filter(batch=key)


_ACTS: dict[str, Callable[[Mailing], None]] = {State.SCHEDULED: _begin, State.SENDING: _go_on, State.PAUSED: _hold}
