"""What a question finds, page by page, for Django's Paginator."""

import re
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.search.engines import engine
from content.search.models import SearchDocument
from content.search.query import QueryWord, matches_query, query_words
from content.texts.languages import LocalizedText


class Results:
    """Documents in `language` that hold all words of `question`, else any of them; nothing is asked until needed."""

    def __init__(self, question: str, language: str):
        self.language = language
        self.words = query_words(question, language)
        self._engine = engine()

    def __len__(self) -> int:
        return self._found[1]

    def __getitem__(self, part: slice) -> list[dict]:
        """Return the rows of a page, the best first: two queries."""
        if not len(self):
            return []
        keys = self._engine.find(self._found[0], self.language, part.stop - part.start, part.start)
        rows = {row["id"]: row for row in SearchDocument.objects.filter(pk__in=keys).as_results()}
        return [rows[key] for key in keys if key in rows]

    @cached_property
    def all_words(self) -> bool:
        """Whether each document found holds all words."""
        return self._found[0] == self._engine.all_of(self.words) if self.words else True

    @cached_property
    def _found(self) -> tuple[str, int]:
        """The expression that found something, or the last one tried, and how many."""
        if not self.words:
            return "", 0
        expression = self._engine.all_of(self.words)
        total = self._engine.count(expression, self.language)
        if total or len(self.words) == 1:
            return expression, total
        expression = self._engine.any_of(self.words)
        return expression, self._engine.count(expression, self.language)


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


def make_excerpt(row: dict, words: list[QueryWord], language: str) -> LocalizedText:
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
