"""The six digits of a mail that confirm an address: how long they hold, and how often they are mailed and tried."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from signups.models import Confirmation

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
