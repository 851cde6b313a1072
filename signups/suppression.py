"""Addresses whose owners left: known by a keyed digest alone, so that nobody reads them and no import brings them back.

The key is made from SECRET_KEY: a site that gets another forgets whom it must leave alone (docs/configuration.md).
"""

import unicodedata
from datetime import datetime

from django.utils import timezone
from django.utils.crypto import salted_hmac

from signups.models import Suppression


def digest_of(email: str) -> str:
    """Return the keyed digest of `email`, the same however it is capitalised; ß stays apart from ss."""
    plain = unicodedata.normalize("NFC", email.strip()).lower()
    return salted_hmac("signups.suppression", plain, algorithm="sha256").hexdigest()


def suppress(email: str) -> None:
    """Let nothing but its owner bring `email` back; what was suppressed before is so from now on."""
    Suppression.objects.update_or_create(digest=digest_of(email), defaults={"since": timezone.now()})


def is_suppressed(email: str) -> bool:
    """Whether the owner of `email` left."""
    return Suppression.objects.filter(digest=digest_of(email)).exists()


def suppressed_since(emails) -> dict[str, datetime]:
    """Return those of `emails` whose owners left, each with the moment, in one query."""
    digests = {digest_of(email): email for email in emails}
    found = Suppression.objects.filter(digest__in=list(digests)).values_list("digest", "since")
    return {digests[digest]: since for digest, since in found}


def lift(email: str) -> None:
    """Let `email` be used again: its owner joined anew, and confirmed it."""
    Suppression.objects.filter(digest=digest_of(email)).delete()
