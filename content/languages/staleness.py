"""The rules of the ledger: when a translation is up to date, on plain data alone.

A text was translated from the language that was filled first. When the source changes and the translation doesn't, the
translation is outdated; when the translation changes, it has caught up. A source that is changed never becomes outdated.
"""

from collections.abc import Collection
from typing import TypedDict

from content.languages.translatable_fields import Texts
from content.texts.languages import CODES
from content.texts.text_equality import says_the_same


class TranslationEntry(TypedDict):
    """What is remembered of one text: the language it was translated to, and the words it was translated from."""

    language: str
    source: str
    outdated: bool


Entries = dict[str, TranslationEntry]


def source_of(entry: TranslationEntry) -> str:
    """Return the language that a text was translated from."""
    return _other(entry["language"])


def measure_staleness(entries: Entries, texts: dict[str, Texts]) -> Entries:
    """Return `entries` with each translation measured against the present `texts`; those that miss a language go."""
    kept = {field: entry for field, entry in entries.items() if all(texts.get(field, {"": ""}).values())}
    return {field: _entry(entry["language"], texts[field], entry["source"]) for field, entry in kept.items()}


def confirm_entries(entries: Entries, texts: dict[str, Texts], fields: Collection[str]) -> Entries:
    """Return `entries` where the translations of `fields` were found to be right still."""
    known = {field: entries[field]["language"] for field in fields if field in entries and all(texts[field].values())}
    return {**entries, **{field: _entry(language, texts[field]) for field, language in known.items()}}


def after_change(
    entry: TranslationEntry | None, before: Texts, after: Texts, *, first: str, minor: bool
) -> TranslationEntry | None:
    """Return what to remember of a text that was `before` and is `after`.

    entry: what was remembered, None for what counts as up to date. first: the language that is the source when nothing
    else tells. minor: the change leaves a translation right that was right.
    """
    if not all(after.values()):
        return None
    changed = {code for code in CODES if not says_the_same(before[code], after[code])}
    if not changed:
        return entry
    filled = [code for code in CODES if before[code]]
    source = source_of(entry) if entry else filled[0] if len(filled) == 1 else first
    language = _other(source)
    if language in changed or (minor and not (entry and entry["outdated"])):
        return _entry(language, after)
    return _entry(language, after, entry["source"] if entry else before[source])


def _entry(language: str, texts: Texts, source: str | None = None) -> TranslationEntry:
    """Return what to remember of a translation from `source`; without it, of one that has caught up."""
    present = texts[_other(language)]
    source = present if source is None else source
    return {"language": language, "source": source, "outdated": not says_the_same(source, present)}


def _other(language: str) -> str:
    return next(code for code in CODES if code != language)
