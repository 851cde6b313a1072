"""What is shown of a document found: the words that were asked for, marked, where they stand."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.languages.text import LocalizedText
from content.search.query import QueryWord, matches_query

BEFORE, LENGTH = 80, 240
_WORD = re.compile(r"\w[\w'’]*")


def mark_words(text: str, words: list[QueryWord], language: str) -> SafeString:
    """Return `text` as HTML with each word that was asked for inside <mark>; it is compared as `language`."""
    pieces, end = [], 0
    for found in _WORD.finditer(text):
        if matches_query(found[0], words, language):
            pieces += [text[end : found.start()], format_html("<mark>{}</mark>", found[0])]
            end = found.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[end:]]))


def excerpt(row: dict, words: list[QueryWord], language: str) -> LocalizedText:
    """Return a Text with HTML: the summary, or the passage that says what was asked when the summary doesn't."""
    summary, body = row["summary"], row["body"]
    start = None if _first(summary, words, language) is not None else _first(body, words, language)
    if start is None and summary:
        return LocalizedText(mark_words(summary, words, language), row["summary_language"])
    return LocalizedText(mark_words(_around(body, start or 0), words, language), row["body_language"])


def _first(text: str, words: list[QueryWord], language: str) -> int | None:
    return next((found.start() for found in _WORD.finditer(text) if matches_query(found[0], words, language)), None)


def _around(text: str, start: int) -> str:
    """The words about `start`, with dots where the text goes on."""
    begin = text.find(" ", start - BEFORE) + 1 if start > BEFORE else 0
    if len(text) - begin <= LENGTH:
        return f"… {text[begin:]}" if begin else text
    end = max(text.rfind(" ", begin, begin + LENGTH), start + 1)
    return f"{'… ' if begin else ''}{text[begin:end]} …"
