"""From a pending registration to one that counts: by the code of a mail or by the button behind its link."""

import secrets
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from content.database.statements import PreparedInsert, PreparedQuery
from content.mail.models import OutboxMessage
from signups.erasing.suppression import lift_suppression
from signups.joining.joining import new_key
from signups.models import Confirmation, Delivery, PendingSignup, Stakeholder
from signups.stakeholder_mail import address_of, keep_if, letter_to

# A link in a mail holds as long.
VALID_FOR = timedelta(days=7)
MOST_WRONG = 5
MOST_MAILS_A_DAY = 3

_DIGITS = 6


def new_code() -> str:
    """Return six digits that nobody guesses: with so few tries a day it takes a century."""
    return f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"


def digest_code(code: str, whose: UUID) -> str:
    """Return what is kept of a code, which without the site's secret key tells nothing of it."""
    return salted_hmac("signups.code", f"{whose}:{code}", algorithm="sha256").hexdigest()


def is_right(confirmation: Confirmation, typed: str) -> bool:
    """Whether `typed` is the code last mailed, whatever stands between its digits."""
    digits = [letter for letter in typed if letter.isdecimal()]
    # Those of any script, such as Arabic ones, are read as those that we mail.
    code = "".join(str(int(digit)) for digit in digits[: _DIGITS + 1])
    return constant_time_compare(confirmation.code_digest, digest_code(code, confirmation.stakeholder_id))


def is_void(confirmation: Confirmation) -> bool:
    """Whether no code is right any more until another mail is asked for."""
    return confirmation.wrong_codes >= MOST_WRONG or confirmation.expires_at <= timezone.now()


def may_mail(confirmation: Confirmation, pause: timedelta) -> bool:
    """Whether another mail may leave: the last one was written `pause` ago, and there weren't many today."""
    now = timezone.now()
    return now - confirmation.mailed_at >= pause and _mails_today(confirmation, now) < MOST_MAILS_A_DAY


def renew_code(confirmation: Confirmation, code: str | None) -> None:
    """Let `code`, about to be mailed, be the right one from now on; without one none is."""
    now = timezone.now()
    confirmation.mails = _mails_today(confirmation, now) + 1
    confirmation.code_digest = digest_code(code, confirmation.stakeholder_id) if code else ""
    confirmation.mailed_at, confirmation.expires_at = now, now + VALID_FOR
    confirmation.wrong_codes = 0


def _mails_today(confirmation: Confirmation, now: datetime) -> int:
    is_today = timezone.localdate(confirmation.mailed_at) == timezone.localdate(now)
    return confirmation.mails if is_today else 0


# Whoever asks for another mail twice within this time pressed the button twice.
SHORT_PAUSE = timedelta(minutes=1)
REMIND_AFTER = timedelta(days=2)

_insert_confirmation = PreparedInsert(Confirmation)


class CodeResult(Enum):
    """What became of a code that somebody typed in."""

    RIGHT = "right"
    WRONG = "wrong"
    VOID = "void"


class NobodyThere(Exception):
    """Who was to confirm an address has been erased meanwhile."""


# --- The mail -----------------------------------------------------------------------------------------------------


def mail_code(stakeholder: Stakeholder, confirmation: Confirmation | None, *, pause: timedelta) -> None:
    """Mail a new code and link to `stakeholder`, whose row is locked.

    Not within `pause` of the last mail, nor after the last one of the day. To somebody who confirmed long ago the
    mail says so, and brings no code. Whatever is the case takes the same time.
    """
    is_due = confirmation is None or may_mail(confirmation, pause)
    is_confirmed = stakeholder.state == Stakeholder.State.CONFIRMED
    with keep_if(is_due):
        code = new_code()
        expected = confirmation or Confirmation(stakeholder=stakeholder, mails=0)
        renew_code(expected, None if is_confirmed else code)
        if expected._state.adding:
            _insert_confirmation(expected)
        else:
            expected.save(force_update=True)
        if is_confirmed:
            address = address_of(stakeholder, "signups:my_data", "my-data")
            letter_to(stakeholder, "signups.known", address=address)
        else:
            address = address_of(stakeholder, "signups:confirm", "confirm")
            letter_to(stakeholder, "signups.confirm", address=address, code=code)


@transaction.atomic
def ask_again(key: UUID) -> None:
    """Mail a new code and link to the stakeholder with `key`, if another may leave. Raises NobodyThere.

    Whether it does, nobody learns: mails to a known address may have been asked for by its owner, and would tell of them.
    """
    stakeholder = lock_stakeholder(key)
    mail_code(stakeholder, confirmation_of(stakeholder), pause=SHORT_PAUSE)


def remind_pending() -> int:
    """Remind those who joined two days ago and haven't confirmed, each once; return how many. Done each night."""
    now = timezone.now()
    waiting = Confirmation.objects.filter(stakeholder__state=Stakeholder.State.PENDING, reminded_at__isnull=True)
    due = waiting.filter(mailed_at__lte=now - REMIND_AFTER, expires_at__gt=now)
    return sum(_remind(key) for key in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _remind(key: UUID) -> bool:
    try:
        stakeholder = lock_stakeholder(key)
    except NobodyThere:
        return False
    due = Confirmation.objects.filter(stakeholder__state=Stakeholder.State.PENDING, pk=key, reminded_at__isnull=True)
    if not due.update(reminded_at=timezone.now()):
        return False  # confirmed or reminded since we looked
    letter_to(stakeholder, "signups.reminder", address=address_of(stakeholder, "signups:confirm", "confirm"))
    return True


# --- The answer ---------------------------------------------------------------------------------------------------


@transaction.atomic
def check_code(signup: PendingSignup, typed: str) -> CodeResult:
    """Confirm the registration that `signup` is about if `typed` is the code mailed. Raises NobodyThere.

    For an address that was known before no code is right, and nothing else is different. As long as no mail has been
    written (signups.joining.registering), none is right either.
    """
    if signup.stakeholder_id is None:
        return CodeResult.WRONG
    stakeholder = lock_stakeholder(signup.stakeholder_id)
    confirmation = confirmation_of(stakeholder)
    if confirmation is None or is_void(confirmation):
        return CodeResult.VOID
    if is_right(confirmation, typed) and not signup.known:
        _confirm(stakeholder, Stakeholder.Way.CODE)
        return CodeResult.RIGHT
    Confirmation.objects.filter(pk=confirmation.pk).update(wrong_codes=F("wrong_codes") + 1)
    return CodeResult.WRONG if confirmation.wrong_codes + 1 < MOST_WRONG else CodeResult.VOID


@transaction.atomic
def confirm_by_link(key: UUID) -> bool:
    """Confirm the registration of the stakeholder with `key`; return whether that was still to do. Raises NobodyThere."""
    return _confirm(lock_stakeholder(key), Stakeholder.Way.LINK)


def lock_stakeholder(key: UUID) -> Stakeholder:
    """Return the stakeholder with `key`, and let others who would change them wait. Raises NobodyThere."""
    found = Stakeholder.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise NobodyThere
    return found


def confirmation_of(stakeholder: Stakeholder) -> Confirmation | None:
    """Return what a stakeholder, whose row is locked, has to answer; None for one who came by another way.

    A query of its own: PostgreSQL reads a joined row as it was before we waited for the lock.
    """
    return _answer_due.object(stakeholder.pk)


@PreparedQuery
def _answer_due(key: UUID):
    columns = [field.attname for field in Confirmation._meta.concrete_fields]
    return Confirmation.objects.filter(pk=key).values(*columns)


def _confirm(stakeholder: Stakeholder, way: Stakeholder.Way) -> bool:
    if stakeholder.state == Stakeholder.State.CONFIRMED:
        return False
    stakeholder.state, stakeholder.confirmed_by = Stakeholder.State.CONFIRMED, way
    stakeholder.confirmed_at = stakeholder.active_at = timezone.now()
    stakeholder.save(update_fields=["state", "confirmed_by", "confirmed_at", "active_at"])
    lift_suppression(stakeholder.email)
    letter_to(stakeholder, "signups.welcome", address=address_of(stakeholder, "signups:my_data", "my-data"))
    return True


@transaction.atomic
def ask_at_new_address(person: Stakeholder) -> None:
    """Mail a code and link to the address that `person`, whose row is locked, was given; until it is answered they are pending.

    What waits in the outbox for the old address doesn't leave, and they come too late for mailings that have begun to leave.
    """
    # A sender that is about to hand one over waits for us, and finds it gone.
    mails = OutboxMessage.objects.waiting().filter(about=person.pk).select_for_update()
    waiting = dict(mails.values_list("pk", "batch"))
    Delivery.objects.filter(stakeholder=person, mailing__in=filter(None, waiting.values())).delete()
    OutboxMessage.objects.filter(pk__in=waiting).delete()
    person.state, person.confirmed_by, person.confirmed_at = Stakeholder.State.PENDING, "", None
    person.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    # A page for the code that somebody opened with the old address, whoever that was, would show the new one.
    PendingSignup.objects.filter(stakeholder=person).delete()
    # They have as long to answer as whoever joins today (signups.erasing.retention), however long ago they joined.
    PendingSignup.objects.create(key=new_key(), stakeholder=person)
    Confirmation.objects.filter(pk=person.pk).delete()  # a code that the old address got is none any more
    mail_code(person, None, pause=SHORT_PAUSE)
