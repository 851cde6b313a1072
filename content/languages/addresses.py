"""Addresses of objects in each language, without the cost of a reverse() for each link."""

from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from content.languages.text import CODES, current_language, text_of

_PLACE = "0-slug-0"


@lru_cache(maxsize=256)
def _frame(view_name: str, language: str) -> str:
    with override(language):
        return reverse(view_name, args=[_PLACE])


def address(view_name: str, source: Any, *, prefix: str = "", language: str | None = None) -> str:
    """Return the path of the page `view_name` of `source` (an object or a row) in `language` (default: the active).

    prefix: as in `case__` when the row holds the slug of a joined object as `case__slug_nl`.
    """
    code = language or current_language()
    return _frame(view_name, code).replace(_PLACE, text_of(source, f"{prefix}slug", code).words)


def plain_address(view_name: str, language: str, **kwargs: Any) -> str:
    """Return the path of a page without translated slug, in `language`."""
    with override(language):
        return reverse(view_name, kwargs=kwargs)


def in_all_languages(view_name: str, source: Any) -> dict[str, str]:
    """Return language code → path, for hreflang and for the language switch."""
    return {code: address(view_name, source, language=code) for code in CODES}
