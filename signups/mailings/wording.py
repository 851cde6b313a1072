"""What a mailing says to whom: in each reader's own language or, where it has no words in that, in the other."""

import json
from collections.abc import Collection
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.mail.letterhead import Letterhead, site_letterhead
from content.mail.letters.writing import MailContent, PostingOptions, composed_rich, outbox_row, write_rich
from content.mail.models import OutboxMessage
from content.richtext.references import for_mail
from content.texts.languages import CODES, language_columns, saving_language, text_of, value_in
from events.models import Event
from signups.models import Mailing, Stakeholder
from signups.stakeholder_mail import posting_to

# How the outbox calls it.
LETTER = "signups.mailing"
TEXTS = ["subject", "body"]


class MailingText(NamedTuple):
    """What a reader of one language gets to read; `body` is HTML, and says it if it is in another language."""

    subject: str
    body: str


def mailing_text(mailing: Mailing, language: str) -> MailingText:
    """Return what a reader of `language` gets to read."""
    subject, body = (text_of(mailing, field, language) for field in TEXTS)
    with override(language):
        html = for_mail(body.words, language)
    if body.language != language:
        html = format_html('<div lang="{}">{}</div>', body.language, mark_safe(html))  # noqa: S308  sanitised
    return MailingText(subject.words, html)


def missing_languages(mailing: Mailing) -> list[str]:
    """Return the languages in which `mailing` lacks its subject or its text, and whose readers get another one."""
    return [code for code in CODES if not all(value_in(mailing, field, code) for field in TEXTS)]


def write_mailing(mailing: Mailing, people: Collection[Stakeholder]) -> None:
    """Put `mailing` into the outbox for each of `people`, in the caller's transaction; as many queries for few as for many."""
    languages = {person.language for person in people}
    words = {code: mailing_text(mailing, code) for code in languages}
    heads = {code: site_letterhead(code) for code in languages}
    mails = []
    for person in people:
        code, head = person.language, heads[person.language]
        once = f"mailing:{mailing.pk}:{person.pk}"
        posting: PostingOptions = {**posting_to(person), "once": once, "batch": mailing.pk}
        mail = _composed(words[code], head, code, posting)
        mails.append(outbox_row(mail, head, to=person.email, language=code, letter=LETTER, **posting))
    # Who has it already by whatever way doesn't get it again.
    OutboxMessage.objects.bulk_create(mails, ignore_conflicts=True)


def _composed(words: MailingText, head: Letterhead, language: str, posting: PostingOptions) -> MailContent:
    foot = {name: posting.get(name, "") for name in ("reason", "my_data", "unsubscribe")}
    return composed_rich(*words, head, language, **foot)  # type: ignore[arg-type]


@transaction.atomic
def write_test(mailing: Mailing, to: str) -> list[str]:
    """Put a mail to an editor's address into the outbox, in each language that `mailing` has; return their codes."""
    languages = [code for code in CODES if code not in missing_languages(mailing)] or [settings.LANGUAGE_CODE]
    for code in languages:
        words = mailing_text(mailing, code)
        with override(code):
            subject = _("Test: %(subject)s") % {"subject": words.subject}
            reason = _("This is a test that nobody but you gets.")
        write_rich(subject=subject, body=words.body, to=to, language=code, letter=f"{LETTER}.test", reason=reason)
    return languages


def as_read(mailing: Mailing, language: str) -> MailContent:
    """Return the mail as somebody who reads `language` will see it; the links to one's own data are nobody's."""
    nobody = Stakeholder(language=language, state=Stakeholder.State.CONFIRMED)
    return _composed(mailing_text(mailing, language), site_letterhead(language), language, posting_to(nobody))


def mailing_fingerprint(mailing: Mailing) -> str:
    """Return what tells `mailing` as it reads, and as its filter is, from what somebody makes of it meanwhile."""
    said = [value_in(mailing, field, code) for field in TEXTS for code in CODES]
    chosen = [mailing.event_id, sorted(mailing.kinds), sorted(mailing.languages)]
    interests = sorted(mailing.interests.values_list("pk", flat=True))
    return sha256(json.dumps([said, chosen, interests], default=str).encode()).hexdigest()


COPIED = [*language_columns(*TEXTS), "event", "kinds", "languages"]


def thank_you(event: Event, author: User) -> Mailing:
    """Return a new draft that thanks those who joined from `event`, with the event's own words of thanks."""
    mailing = Mailing(event=event, author=author)
    for code in CODES:
        title = text_of(event, "title", code).words
        # It follows the event wherever its address goes.
        link = format_html('<a href="smartup:events.event/{}">{}</a>', event.pk, title)
        with override(code):
            setattr(mailing, f"subject_{code}", (_("Thank you for “%(event)s”") % {"event": title})[:150])
            way_back = format_html(
                "<p>{}</p>", format_html(_("What came out of it is on the page of {event}."), event=link)
            )
            setattr(mailing, f"body_{code}", (value_in(event, "thanks", code) or "") + way_back)
    with saving_language():
        mailing.save()
    return mailing


@transaction.atomic
def copy_of(mailing: Mailing, author: User) -> Mailing:
    """Return a new draft with the words and the filter of `mailing`."""
    copy = Mailing(author=author, **{name: getattr(mailing, name) for name in COPIED})
    with saving_language():
        copy.save()
        copy.interests.set(mailing.interests.all())
    return copy
