"""Addresses of objects in each language, without the cost of a reverse() for each link."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import ResolverMatch, reverse
from django.utils.translation import override

from content.texts.languages import CODES, current_language, text_of

_SLUG = "0-slug-0"
_KEY = UUID(int=0)


def page_path(view_name: str, source: Any, *, prefix: str = "", language: str | None = None) -> str:
    """Return the path of the page `view_name` of `source` (an object or a row) in `language` (default: the active).

    prefix: as in `case__` when the row holds the slug of a joined object as `case__slug_nl`.
    """
    code = language or current_language()
    return _reversed(view_name, code, (_SLUG,)).replace(_SLUG, text_of(source, f"{prefix}slug", code).words)


def page_path_by_key(view_name: str, key: UUID) -> str:
    """Return the path of the page `view_name` of the object with `key`, in the active language."""
    return _reversed(view_name, current_language(), (_KEY,)).replace(str(_KEY), str(key))


def in_all_languages(view_name: str, source: Any) -> dict[str, str]:
    """Return language code → path, for hreflang and for the language switch."""
    return {code: page_path(view_name, source, language=code) for code in CODES}


def same_view_in_all_languages(match: ResolverMatch) -> dict[str, str]:
    """Return language code → path of the view that an address led to, its arguments unchanged."""
    named = tuple(match.kwargs.items())
    return {code: _reversed(match.view_name, code, (), named) for code in CODES}


@lru_cache(maxsize=512)
def _reversed(view_name: str, language: str, arguments: tuple, named: tuple[tuple[str, Any], ...] = ()) -> str:
    with override(language):
        return reverse(view_name, args=arguments, kwargs=dict(named))
