"""Texts with structure, in a mail."""

import re

from content.richtext.allowlist import clean_html
from content.richtext.references import with_links

_FIGURE = re.compile(r"<figure>.*?</figure>|<img[^>]*>", re.DOTALL)


def for_mail(html: str, language: str) -> str:
    """Return the text `html` as a mail in `language` may hold it: its references resolved, without pictures.

    A picture that a mail fetches from a site tells that site who reads it, when and where.
    """
    return with_links(_FIGURE.sub("", clean_html(html)), language)
