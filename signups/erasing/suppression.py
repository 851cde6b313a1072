"""Addresses whose owners left: known by a keyed digest alone, so that nobody reads them and no import brings them back.

The key is made from SECRET_KEY: a site that gets another forgets whom it must leave alone (docs/configuration.md). The
same stands in a file (signups.erasing.suppression_file), for a database that is set back to a backup forgets who left since.
"""

import os
import re
import unicodedata
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from signups.models import Suppression

_LEFT, _BACK = "left", "back"
_LINE = re.compile(rf"(\S+) ({_LEFT}|{_BACK}) ([0-9a-f]{{64}})")


class DepartureRecord(NamedTuple):
    """The last that the file says of an address."""

    at: datetime
    is_over: bool


def departures_path() -> Path:
    """Return where the file is; there is none as long as nobody left."""
    return Path(settings.DATA_DIR) / "addresses_left"


def note_departure(digest: str, at: datetime, *, is_over: bool = False) -> None:
    """Add that the owner of an address left, or that this is over; when it returns, the line outlasts a power cut."""
    # What a crash left of a line before, if anything, ends here. The digest comes last: half a line names nobody.
    line = f"\n{at.isoformat()} {_BACK if is_over else _LEFT} {digest}\n"
    target = os.open(departures_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(target, line.encode())
        os.fsync(target)
    finally:
        os.close(target)


def read_departures() -> dict[str, DepartureRecord]:
    """Return the last of each digest."""
    try:
        lines = departures_path().read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    found = filter(None, map(_LINE.fullmatch, lines))
    return {line[3]: DepartureRecord(datetime.fromisoformat(line[1]), line[2] == _BACK) for line in found}


def digest_email(email: str) -> str:
    """Return the keyed digest of `email`, the same however it is capitalised; ß stays apart from ss."""
    plain = unicodedata.normalize("NFC", email.strip()).lower()
    return salted_hmac("signups.suppression", plain, algorithm="sha256").hexdigest()


def suppress_email(email: str) -> None:
    """Let nothing but its owner bring `email` back; what was suppressed before is so from now on."""
    digest, now = digest_email(email), timezone.now()
    Suppression.objects.update_or_create(digest=digest, defaults={"since": now})
    # What fails here is made up for in the night; whoever asked to be erased is erased.
    transaction.on_commit(partial(note_departure, digest, now), robust=True)


def is_suppressed(email: str) -> bool:
    """Whether the owner of `email` left."""
    return Suppression.objects.filter(digest=digest_email(email)).exists()


def suppressed_since(emails) -> dict[str, datetime]:
    """Return those of `emails` whose owners left, each with the moment, in one query."""
    digests = {digest_email(email): email for email in emails}
    found = Suppression.objects.filter(digest__in=list(digests)).values_list("digest", "since")
    return {digests[digest]: since for digest, since in found}


def lift_suppression(email: str) -> None:
    """Let `email` be used again: its owner joined anew, and confirmed it."""
    digest = digest_email(email)
    if Suppression.objects.filter(digest=digest).delete()[0]:
        transaction.on_commit(partial(note_departure, digest, timezone.now(), is_over=True), robust=True)


def agree_with_file() -> None:
    """Put back what the database lacks of the file, and add to the file what that lacks of the database."""
    known = dict(Suppression.objects.values_list("digest", "since"))
    said = read_departures()  # after the database, to which everybody writes first
    lacking = [
        Suppression(digest=digest, since=last.at)
        for digest, last in said.items()
        if not last.is_over and (digest not in known or known[digest] < last.at)
    ]
    Suppression.objects.bulk_create(lacking, update_conflicts=True, unique_fields=["digest"], update_fields=["since"])
    for digest, since in known.items():
        if digest not in said or said[digest].at < since:
            note_departure(digest, since)
