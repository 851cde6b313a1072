"""How long we keep what we were told: each night, whose time is over is erased, or asked to stay first."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from content.database.write_lock import own_turn
from content.mail.models import OutboxMessage
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.suppression import agree_with_file, suppressed_since
from signups.letters import STAY
from signups.models import Confirmation, Erasure, JoinRules, LinkRequest, PendingSignup, Stakeholder, Suppression
from signups.stakeholder_mail import address_of, letter_to

UNCONFIRMED_KEPT_FOR = timedelta(days=14)
ANSWER_WITHIN = timedelta(days=30)
# Marks of senders say nothing after the day that they are of.
SENDERS_KEPT_FOR = timedelta(days=2)

_log = logging.getLogger(__name__)
_Reason = Erasure.Reason
_AT_ONCE = 500


def keep_house(now: datetime | None = None) -> dict[str, int]:
    """Do the work of a night, as of `now`; return how many people each part of it touched, and write it to the log."""
    moment = now or timezone.now()
    done = {
        "unconfirmed": _erase(unconfirmed_stakeholders(moment), _Reason.UNCONFIRMED),
        "back_from_a_backup": _erase_again(),
        "letters_that_did_not_leave": follow_letters(moment),
        "inactive": _erase(silent_stakeholders(moment), _Reason.INACTIVE),
        "asked_to_stay": _each(inactive_stakeholders(moment), lambda person: ask_to_stay(person, moment)),
    }
    delete_expired(moment)
    forget_pages()
    _log.info("Retention: %s", ", ".join(f"{name} {number}" for name, number in done.items()))
    return done


def unconfirmed_stakeholders(now: datetime):
    """Return those who didn't confirm their address in time; whoever tried again has as long again."""
    since = now - UNCONFIRMED_KEPT_FOR
    late = Stakeholder.objects.filter(state=Stakeholder.State.PENDING, created_at__lte=since)
    return late.filter(~Exists(PendingSignup.objects.filter(stakeholder=OuterRef("pk"), created_at__gt=since)))


def inactive_stakeholders(now: datetime):
    """Return those who gave no sign of life for long and aren't asked yet, or whom the last letter reached not."""
    gave_up = _stay_letters().filter(given_up_at__isnull=False)
    return _quiet(now).filter(~Exists(gave_up), asked_to_stay_at__isnull=True)


def silent_stakeholders(now: datetime):
    """Return those who were asked to stay, by a letter that left, and didn't answer in time."""
    asked = _quiet(now).filter(asked_to_stay_at__lte=now - ANSWER_WITHIN)
    return asked.filter(~Exists(_stay_letters().filter(sent_at__isnull=True)))


def came_back() -> Iterable[Stakeholder]:
    """Yield those who joined before they left: only a backup can have brought them back."""
    if not Suppression.objects.exists():
        return
    joined = Stakeholder.objects.values_list("email", "created_at", "pk").order_by("pk")
    rows = list(joined)
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        left = suppressed_since(email for email, _joined, _key in some)
        back = [key for email, joined_at, key in some if email in left and joined_at < left[email]]
        yield from Stakeholder.objects.filter(pk__in=back)


@transaction.atomic
def ask_to_stay(stakeholder: Stakeholder, now: datetime) -> bool:
    """Ask somebody to stay, if nobody has asked and no sign of life has come since we looked; return whether we did."""
    unasked = _quiet(now).filter(pk=stakeholder.pk, asked_to_stay_at__isnull=True)
    if not unasked.update(asked_to_stay_at=now):
        return False
    with override(stakeholder.language):
        day = date_format(timezone.localtime(now + ANSWER_WITHIN), "DATE_FORMAT")
    letter_to(stakeholder, STAY.key, day=day, address=address_of(stakeholder, "signups:stay", "stay"))
    return True


def follow_letters(now: datetime) -> int:
    """Let the time to answer begin when the letter has left; return how many letters haven't.

    Who can't be reached is asked anew as soon as the outbox has forgotten the letter that it gave up.
    """
    letters = OutboxMessage.objects.filter(letter=STAY.key, about__isnull=False).values_list(
        "about", "sent_at", "given_up_at"
    )
    waiting = 0
    for about, sent_at, given_up_at in letters.order_by("created_at"):
        asked = Stakeholder.objects.filter(pk__in=[about], asked_to_stay_at__isnull=False)
        if sent_at:
            asked.filter(asked_to_stay_at__lt=sent_at).update(asked_to_stay_at=sent_at)
        else:
            waiting += asked.update(asked_to_stay_at=None if given_up_at else now)
    return waiting


def delete_expired(now: datetime) -> None:
    """Delete what served its purpose: old signups, questions that were answered, marks of senders."""
    PendingSignup.objects.filter(created_at__lte=now - UNCONFIRMED_KEPT_FOR).delete()
    Confirmation.objects.filter(stakeholder__state=Stakeholder.State.CONFIRMED, expires_at__lte=now).delete()
    LinkRequest.objects.filter(created_at__lte=now - SENDERS_KEPT_FOR).delete()


def forget_pages() -> None:
    """Let SQLite's log of what was written, which holds what was erased, begin anew; PostgreSQL sees to its own."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _quiet(now: datetime):
    months = JoinRules.objects.current().inactive_months
    return Stakeholder.objects.confirmed().filter(active_at__lte=months_before(now, months))


def months_before(moment: datetime, months: int) -> datetime:
    """Return the same moment so many months earlier, the last of the month if there is no such day."""
    count = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(count, 12)
    for day in (moment.day, 30, 29, 28):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _stay_letters():
    return OutboxMessage.objects.filter(Q(letter=STAY.key), about=OuterRef("pk"))


def _erase(due: QuerySet[Stakeholder], reason: Erasure.Reason) -> int:
    """Erase whoever is `due`, and is so still when their turn comes."""
    return _each(due, lambda person: erase_stakeholder(person, reason, among=due))


def _erase_again() -> int:
    """Erase who came back from a backup, unless they gave a sign of life a moment ago: they may have confirmed.

    The backup took back that they had left, too: that is read from the file that nobody sets back (signups.erasing.suppression_file).
    """
    agree_with_file()
    still = Stakeholder.objects.filter
    return _each(
        came_back(),
        lambda person: erase_stakeholder(person, _Reason.SUPPRESSED, among=still(active_at=person.active_at)),
    )


def _each(people: Iterable[Stakeholder], act: Callable[[Stakeholder], object]) -> int:
    """Do `act` for each, also when it fails for another; return for how many it did something."""
    done = 0
    for person in list(people):
        try:
            with own_turn():  # whoever joins meanwhile comes in between
                done += bool(act(person))
        except Exception:  # each stands by itself; what went wrong is in the log
            _log.exception("Retention failed for one person; it is tried again next night.")
    return done
