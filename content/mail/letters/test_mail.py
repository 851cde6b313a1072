"""A letter with its example values: to look at, and to send to oneself."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.mail.letterhead import site_letterhead
from content.mail.letters.letter_types import KINDS
from content.mail.letters.writing import LetterWording, MailContent, compose_letter, own_words, post_mail
from content.mail.models import Letter
from content.mail.site_url import site_address
from content.texts.languages import CODES, value_in


def example_of(letter: Letter, language: str) -> MailContent:
    """Return the mail that `letter` makes of its example values; its words need not be saved."""
    kind = KINDS[letter.pk]
    own = own_words(kind, language)
    subject, body = (value_in(letter, field, language) for field in ("subject", "body"))
    words = LetterWording(subject or own.subject, body or own.body, own.button)
    with override(language):
        values = {name: str(kind.example.get(name, "…")) for name in kind.values}
        reason = _("Here it says why somebody gets this mail.")
    if "address" in values:
        values["address"] = f"{site_address()}/{language}/"
    return compose_letter(kind, words, values, site_letterhead(language), language, reason=reason)


@transaction.atomic
def send_test(letter: Letter, to: str) -> None:
    """Put `letter` with its example values into the outbox, in each language."""
    for language in CODES:
        mail = example_of(letter, language)
        with override(language):
            subject = _("Test: %(subject)s") % {"subject": mail.subject}
        marked = mail._replace(subject=subject[:200])
        post_mail(marked, site_letterhead(language), to=to, language=language, letter=letter.pk)
