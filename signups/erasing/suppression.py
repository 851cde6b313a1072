"""Addresses whose owners left: known by a keyed digest alone, so that nobody reads them and no import brings them back.

The key is made from SECRET_KEY: a site that gets another forgets whom it must leave alone (docs/configuration.md). The
same stands in a file (signups.erasing.suppression_file), for a database that is set back to a backup forgets who left since.
"""

import unicodedata
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from signups.erasing.suppression_file import note_departure, read_departures
from signups.models import Suppression


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
