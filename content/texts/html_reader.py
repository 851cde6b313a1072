"""HTML as one meets it in reading: piece after piece. Whatever wants its words or its structure builds on this."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import NamedTuple

# Markup that stands inside a word, or around it; any other element divides words.
_INSIDE_WORDS = {"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}


class HtmlPiece(NamedTuple):
    """Where an element begins, or ends (`is_end`), or words, which have no tag. `place`: its offset in the HTML."""

    place: int
    tag: str = ""
    is_end: bool = False
    words: str = ""
    attributes: tuple[tuple[str, str | None], ...] = ()

    def attribute(self, name: str) -> str:
        """Return the value of attribute `name`, empty without one."""
        return dict(self.attributes).get(name) or ""


def read_html(html: str) -> list[HtmlPiece]:
    """Return the pieces of `html` in order, references to characters resolved; comments and the like are left out."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.pieces


def divided_words(pieces: Iterable[HtmlPiece]) -> list[str]:
    """Return the words of HTML one by one: the elements of a text divide them, bold letters and links don't."""
    return "".join(" " if piece.tag and piece.tag not in _INSIDE_WORDS else piece.words for piece in pieces).split()


class _Reader(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.pieces: list[HtmlPiece] = []
        # The parser tells line and column, and its lines end with this sign alone.
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]

    def handle_starttag(self, tag, attrs):
        self.pieces.append(HtmlPiece(self._place(), tag, attributes=tuple(attrs)))

    def handle_endtag(self, tag):
        self.pieces.append(HtmlPiece(self._place(), tag, is_end=True))

    def handle_data(self, data):
        self.pieces.append(HtmlPiece(self._place(), words=data))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
