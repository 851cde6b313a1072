"""The letters that the site writes by itself: each app registers its own in a module `letters`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Unpack
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from content.database.statements import PreparedQuery
from content.mail.letterhead import Letterhead, site_letterhead
from content.mail.letters.layout import MailBlock, MailFooter, blocks_of, on_paper
from content.mail.letters.letter_types import KINDS, LetterType, register_letter
from content.mail.letters.placeholders import fill_placeholders, one_line, strip_controls
from content.mail.letters.rich_text import rich_block
from content.mail.models import Letter, OutboxMessage
from content.texts.languages import language_columns

__all__ = [
    "KINDS",
    "LetterType",
    "compose_letter",
    "composed_rich",
    "letter_wording",
    "outbox_row",
    "own_words",
    "post_mail",
    "register_letter",
    "write_letter",
    "write_rich",
]

LONGEST_SUBJECT = 150


class PostingOptions(MailFooter, total=False):
    """What else may be said of a mail.

    about: whose data it holds. batch: what it is part of. once: a mark that only one mail bears.
    reply_to: who gets the answers, the site's contact address if nothing else is said. not_before: when it may leave.
    """

    about: UUID | None
    batch: UUID | None
    once: str | None
    reply_to: str
    not_before: datetime | None


class LetterWording(NamedTuple):
    """The words of a letter in one language, placeholders and all."""

    subject: str
    body: str
    button: str = ""


class MailContent(NamedTuple):
    """What somebody will read."""

    subject: str
    text: str
    html: str


def write_letter(
    key: str, *, to: str, language: str, values: Mapping[str, object], **posting: Unpack[PostingOptions]
) -> OutboxMessage | None:
    """Put the letter `key` for `to` into the outbox, in the caller's transaction, and return it.

    values: what stands for each placeholder, as plain text, and `address` where the button leads.
    Returns None if a letter with the same `once` was written before.
    """
    kind, head = KINDS[key], site_letterhead(language)
    mail = compose_letter(kind, letter_wording(kind, language), values, head, language, **_foot_of(posting))
    return post_mail(mail, head, to=to, language=language, letter=key, **posting)


def write_rich(
    *, subject: str, body: str, to: str, language: str, letter: str = "", **posting: Unpack[PostingOptions]
) -> OutboxMessage | None:
    """Put a mail with words of an editor's own into the outbox; otherwise as `write`.

    body: sanitised HTML, its references resolved (content.richtext.mailing.for_mail). letter: what kind of mail it is.
    """
    head = site_letterhead(language)
    mail = composed_rich(subject, body, head, language, **_foot_of(posting))
    return post_mail(mail, head, to=to, language=language, letter=letter, **posting)


def own_words(kind: LetterType, language: str) -> LetterWording:
    """Return the site's own words for a letter."""
    with override(language):
        return LetterWording(str(kind.subject), str(kind.body), str(kind.button))


def letter_wording(kind: LetterType, language: str) -> LetterWording:
    """Return the words of editors for a letter, and the site's own where they have none."""
    own = own_words(kind, language)
    written = next((row for row in _written() if row["key"] == kind.key), {})
    subject, body = written.get(f"subject_{language}"), written.get(f"body_{language}")
    return LetterWording(subject or own.subject, body or own.body, own.button)


@PreparedQuery
def _written():
    return Letter.objects.order_by().values("key", *language_columns("subject", "body"))


def compose_letter(
    kind: LetterType,
    words: LetterWording,
    values: Mapping[str, object],
    head: Letterhead,
    language: str,
    **foot: Unpack[MailFooter],
) -> MailContent:
    """Return the letter as it will be read. Raises KeyError if a value lacks that the letter may name."""
    said = {name: strip_controls(values[name]) for name in kind.values}
    said.setdefault("site", head.name)
    subject = one_line(fill_placeholders(words.subject, said), LONGEST_SUBJECT)
    return _laid_out(subject, blocks_of(words.body, said, words.button), head, language, **foot)


def composed_rich(subject: str, body: str, head: Letterhead, language: str, **foot: Unpack[MailFooter]) -> MailContent:
    """Return a mail with an editor's own words, sanitised HTML, as it will be read."""
    return _laid_out(one_line(subject, LONGEST_SUBJECT), [rich_block(body)], head, language, **foot)


def _laid_out(
    subject: str, blocks: Iterable[MailBlock], head: Letterhead, language: str, **foot: Unpack[MailFooter]
) -> MailContent:
    page = on_paper(subject, blocks, head, language, **foot)
    return MailContent(subject, page.text, page.html)


def _foot_of(posting: PostingOptions) -> MailFooter:
    return {
        "reason": posting.get("reason", ""),
        "my_data": posting.get("my_data", ""),
        "unsubscribe": posting.get("unsubscribe", ""),
    }


def post_mail(
    mail: MailContent, head: Letterhead, *, to: str, language: str, letter: str, **posting: Unpack[PostingOptions]
) -> OutboxMessage | None:
    """Put `mail` into the outbox, in the caller's transaction; returns None if its mark `once` is there already."""
    once = posting.get("once")
    if once and OutboxMessage.objects.filter(once=once).exists():
        return None
    message = outbox_row(mail, head, to=to, language=language, letter=letter, **posting)
    if not once:
        message.save(force_insert=True)
        return message
    # Somebody may have written the same since we looked; the constraint lets one of the two through.
    OutboxMessage.objects.bulk_create([message], ignore_conflicts=True)
    return message if OutboxMessage.objects.filter(pk=message.pk).exists() else None


def outbox_row(
    mail: MailContent, head: Letterhead, *, to: str, language: str, letter: str, **posting: Unpack[PostingOptions]
) -> OutboxMessage:
    """Return `mail` as a row of the outbox that isn't stored yet: who writes many stores them together."""
    return OutboxMessage(
        letter=letter,
        about=posting.get("about"),
        batch=posting.get("batch"),
        once=posting.get("once"),
        recipient=to,
        reply_to=posting.get("reply_to") or head.contact,
        language=language,
        unsubscribe=posting.get("unsubscribe", ""),
        next_try_at=posting.get("not_before") or timezone.now(),
        **mail._asdict(),
    )
