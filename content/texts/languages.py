"""Which words to show: those of the page's language, else those of another, marked as such."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language, override

CODES = [code for code, _name in settings.LANGUAGES]


class LocalizedText(NamedTuple):
    """Words, and the code of the language that they are in."""

    words: str
    language: str


def language_columns(*fields: str) -> list[str]:
    """Return the columns of translated `fields`, for `values()`: title becomes title_nl and title_en."""
    return [f"{field}_{code}" for field in fields for code in CODES]


def current_language() -> str:
    """Return the code of the active language, the default one outside a request."""
    active = get_language() or settings.LANGUAGE_CODE
    return active if active in CODES else settings.LANGUAGE_CODE


def saving_language() -> override:
    """Return the context to save in: the untranslated column takes the active language's words, whoever's that is."""
    return override(settings.LANGUAGE_CODE)


@cache
def language_preference(language: str) -> list[str]:
    """Return all language codes in the order in which to look for words, `language` first."""
    return [language, *(code for code in CODES if code != language)]


def value_in(source: Any, field: str, language: str) -> Any:
    """Return exactly what `field` holds in `language`; `source` is a model object or a row of `values()`."""
    column = f"{field}_{language}"
    return source.get(column) if isinstance(source, Mapping) else getattr(source, column)


def text_of(source: Any, field: str, language: str | None = None) -> LocalizedText:
    """Return the Text of translated `field` for a reader of `language` (default: the active one).

    Empty in every language gives empty words in the asked language.
    """
    asked = language or current_language()
    read = source.get if isinstance(source, dict) else partial(getattr, source)
    for code in language_preference(asked):
        words = read(f"{field}_{code}")
        if words:
            return LocalizedText(words, code)
    return LocalizedText("", asked)


_LANGUAGES = dict(settings.LANGUAGES)


def label_of(field: Any) -> str:
    """Return the name of a model's field or relation, with its language when it is a text in one: Title (Dutch)."""
    original = getattr(field, "translated_field", None)
    if original is not None:
        return f"{capfirst(str(original.verbose_name))} ({_LANGUAGES[field.language]})"
    name = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return capfirst(str(name))
