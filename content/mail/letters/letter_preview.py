"""A mail as somebody will see it, in a frame of a page whose policy allows no styles but its own sheets.

The frame holds the mail itself (srcdoc) and has the page's policy: its sheet needs the page's nonce, and what stands at
each element besides is taken out, because no policy without unsafe-* would let it pass.
"""

import re
from typing import NamedTuple

from csp.constants import NONCE
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.mail.letterhead import site_letterhead
from content.mail.letters.letter_types import KINDS
from content.mail.letters.writing import LetterWording, MailContent, compose_letter, own_words, post_mail
from content.mail.models import Letter
from content.mail.site_url import on_this_site, site_address
from content.texts.languages import CODES, value_in

_AT_ELEMENTS = re.compile(r'(<[a-z0-9]+ class="[a-z-]+") style="[^"]*"')
_DARK = "(prefers-color-scheme: dark)"
SCHEMES = {"light": "not all", "dark": "all"}


class MailPreview(NamedTuple):
    """A mail to look at: in which language, and the HTML for a frame in light and in dark."""

    language: str
    subject: str
    text: str
    light: str
    dark: str


def preview_mail(mail: MailContent, language: str, request: HttpRequest) -> MailPreview:
    """Return `mail` for a page that answers `request`; see `with_frames`."""
    light, dark = (_in_scheme(mail.html, scheme, str(request.csp_nonce)) for scheme in SCHEMES)  # type: ignore[attr-defined]
    return MailPreview(language, mail.subject, mail.text, light, dark)


def with_frames(response: HttpResponseBase) -> HttpResponseBase:
    """Let the sheets of the mails in a page apply; no other page of the site takes a nonce."""
    response._csp_update = {"style-src": [NONCE]}  # type: ignore[attr-defined]
    if isinstance(response, TemplateResponse):
        response.render()  # while the nonce can be asked for
    return response


def _in_scheme(html: str, scheme: str, nonce: str) -> str:
    """Return `html` as whoever has set a device to `scheme` sees it."""
    bare = _AT_ELEMENTS.sub(r"\1", on_this_site(html))
    chosen = bare.replace(_DARK, SCHEMES[scheme], 1).replace("color-scheme: light dark", f"color-scheme: {scheme}")
    return chosen.replace('content="light dark"', f'content="{scheme}"').replace(
        "<style>", f'<style nonce="{nonce}">', 1
    )


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
