"""Texts with structure, in a mail."""

from functools import partial

from content.pictures.mailed import mailed_element
from content.richtext.allowlist import clean_html
from content.richtext.references import with_links, with_pictures


def for_mail(html: str, language: str) -> str:
    """Return the text `html` as a mail in `language` may hold it: its references resolved.

    A picture that isn't ready, or is gone, takes its figure with it.
    """
    shown = with_pictures(clean_html(html), partial(mailed_element, language=language))
    return with_links(shown, language)
