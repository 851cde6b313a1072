"""A text with structure as plain lines, for whoever compares two of them."""

import re
from collections.abc import Mapping

from django.apps import apps
from django.utils.translation import gettext as _

from content.texts.html_reader import HtmlPiece, read_html

# What one of our texts begins with; the words of a plain field may hold a "<" elsewhere.
_MARKUP = re.compile(r"\s*<(?:p|h[1-6]|ul|ol|blockquote|hr|table|figure|div|br)\b[^>]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"smartup:([a-z.]+)/([0-9a-f-]{36})")
# The kinds that a reference names otherwise than Django does.
_KINDS = {"picture": "pictures.picture"}
_LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "figure", "br", "hr", "ul", "ol", "div"}
_CELLS = {"td", "th"}

Names = Mapping[tuple[str, str], str]


def plain_lines(html_or_text: str, names: Names | None = None) -> str:
    """Return the words of a text as plain lines: paragraphs, list items, table rows, links with where they lead.

    names: what (kind, key) that the text refers to is called, see `references_in`; without it the kind is told.
    """
    if not _MARKUP.match(html_or_text):
        return "\n".join(_lines(html_or_text))
    return "\n".join(_lines(_LineWriter(names).write(html_or_text)))


def text_references(html_or_text: str) -> set[tuple[str, str]]:
    """Return what a text refers to, as (label of the model, key): ("events.case", …), ("pictures.picture", …)."""
    return {(_KINDS.get(kind, kind), key) for kind, key in _REFERENCE.findall(html_or_text)}


def _lines(text: str) -> list[str]:
    tidy = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in tidy if line and line != "•"]


class _LineWriter:
    """Writes the plain lines, piece by piece. `in_cell`: blocks inside a table's cell don't begin a line."""

    def __init__(self, names: Names | None):
        self.names = names
        self.written: list[str] = []
        self.targets: list[str] = []
        self.in_cell = self.in_item = False

    def write(self, html: str) -> str:
        for piece in read_html(html):
            if piece.is_end:
                self._end(piece.tag)
            elif piece.tag:
                self._begin(piece)
            else:
                self.written.append(" ".join(f"|{piece.words}|".split())[1:-1])
                self.in_item = self.in_item and not piece.words.strip()
        return "".join(self.written)

    def _begin(self, piece: HtmlPiece) -> None:
        if piece.tag in _CELLS:
            row_has_words = self.written and not self.written[-1].endswith("\n")
            self.written.append(" | " if row_has_words else "")
            self.in_cell = True
        elif piece.tag == "li":
            self.written.append(" • " if self.in_cell else "\n• ")
            self.in_item = True
        elif piece.tag in _LINES:
            self._begin_line(piece.tag)
        elif piece.tag == "img":
            self.written.append(f" {self._picture(piece.attribute('src'))} ")
        elif piece.tag == "a":
            self.targets.append(piece.attribute("href"))
        elif piece.tag == "figcaption":
            self.written.append(" ")

    def _end(self, tag: str) -> None:
        if tag == "a" and self.targets:
            target = self.targets.pop()
            self.written.append(f" (→ {self._called(target)})" if target else "")
        elif tag in _CELLS:
            self.in_cell = False
        elif tag in _LINES or tag == "li":
            self.written.append(" " if self.in_cell else "\n")

    def _begin_line(self, tag: str) -> None:
        # The paragraph of a list item stands behind its bullet.
        if not self.in_item or tag in {"ul", "ol"}:
            self.written.append(" " if self.in_cell else "\n")
        if tag == "hr":
            self.written.append("———\n")

    def _called(self, address: str) -> str:
        found = _REFERENCE.fullmatch(address)
        if not found:
            return address.removeprefix("mailto:").removeprefix("tel:")
        kind, key = _KINDS.get(found[1], found[1]), found[2]
        if self.names and (kind, key) in self.names:
            return self.names[kind, key]
        try:
            word = str(apps.get_model(kind)._meta.verbose_name)
        except (LookupError, ValueError):
            word = kind
        return word if self.names is None else _("%(kind)s (deleted)") % {"kind": word}

    def _picture(self, source: str) -> str:
        found = _REFERENCE.fullmatch(source)
        name = self.names.get(("pictures.picture", found[2])) if found and self.names else None
        return _("[picture: %(name)s]") % {"name": name} if name else _("[picture]")
