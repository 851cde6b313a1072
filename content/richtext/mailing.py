"""Texts with structure, in a mail."""

from collections.abc import Iterable
from functools import partial

from content.pictures.mailed import mailed_element
from content.pictures.models import Picture
from content.richtext.allowlist import clean_html
from content.richtext.references import references_in, with_links, with_pictures


def for_mail(html: str, language: str) -> str:
    """Return the text `html` as a mail in `language` may hold it: its references resolved.

    A picture that isn't ready, or is gone, takes its figure with it.
    """
    shown = with_pictures(clean_html(html), partial(mailed_element, language=language))
    return with_links(shown, language)


def left_out(texts: Iterable[str]) -> int:
    """Return how many pictures of these texts a mail can't show now; one query if they have any."""
    keys = {key for html in texts for kind, key in references_in(html) if kind == "picture"}
    return len(keys) - Picture.with_sizes().filter(pk__in=keys, ready=True).count() if keys else 0
