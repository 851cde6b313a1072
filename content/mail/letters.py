"""The letters that the site writes by itself: each app registers its own in a module `letters`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from content.mail.models import OutboxMessage

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """A letter: its own words, which editors may replace, and what may stand in braces in them.

    subject, body: in English, through gettext_lazy. Paragraphs of the body are separated by an empty line; {name}
    stands for a value; a paragraph {button} is a button that leads to the value `address`.
    placeholders: the name of each value, and what it is, for editors. example: a value for each, for the preview.
    needed: placeholders without which the letter would be of no use, such as the code that it brings.
    """

    key: str
    title: Words
    subject: Words
    body: Words
    button: Words = ""
    placeholders: Mapping[str, Words] = field(default_factory=dict)
    example: Mapping[str, Words] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make `kind` known under its key, and return it."""
    KINDS[kind.key] = kind
    return kind


def write(
    key: str,
    *,
    to: str,
    language: str,
    values: Mapping[str, str],
    reason: str = "",
    about: UUID | None = None,
    batch: UUID | None = None,
    once: str | None = None,
    reply_to: str = "",
    unsubscribe: str = "",
    not_before: datetime | None = None,
) -> OutboxMessage | None:
    """Put the letter `key` for `to` into the outbox, in the caller's transaction, and return it.

    values: what stands for each placeholder, as plain text, and `address` where the button leads.
    reason: why one gets this mail, in the footer. about: whose data it holds. once: returns None if a letter with the
    same was written before. unsubscribe: the address for one click (RFC 8058).
    """
    raise NotImplementedError
