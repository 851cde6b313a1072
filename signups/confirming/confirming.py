"""From a pending registration to one that counts: by the code of a mail or by the button behind its link."""

from datetime import timedelta
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from content.database.statements import PreparedInsert, PreparedQuery
from signups.confirming.codes import MOST_WRONG, is_right, is_void, may_mail, new_code, renew_code
from signups.constant_time import keep_if
from signups.erasing.suppression import lift_suppression
from signups.models import Confirmation, PendingSignup, Stakeholder
from signups.stakeholder_mail import address_of, letter_to

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
