"""A text with structure as plain lines, for whoever compares two of them."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from django.apps import apps
from django.utils.translation import gettext as _

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
    reader = _Reader({} if names is None else names, names is not None)
    reader.feed(html_or_text)
    reader.close()
    return "\n".join(_lines("".join(reader.pieces)))


def text_references(html_or_text: str) -> set[tuple[str, str]]:
    """Return what a text refers to, as (label of the model, key): ("events.case", …), ("pictures.picture", …)."""
    return {(_KINDS.get(kind, kind), key) for kind, key in _REFERENCE.findall(html_or_text)}


def _lines(text: str) -> list[str]:
    tidy = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in tidy if line and line != "•"]


class _Reader(HTMLParser):
    """Collects the pieces of the plain lines. `in_cell`: blocks inside a table's cell don't begin a line."""

    def __init__(self, names: Names, knows_all: bool):
        super().__init__(convert_charrefs=True)
        self.names, self.knows_all = names, knows_all
        self.pieces: list[str] = []
        self.targets: list[str] = []
        self.in_cell = self.in_item = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in _CELLS:
            self._begin_cell()
        elif tag == "li":
            self.pieces.append(" • " if self.in_cell else "\n• ")
            self.in_item = True
        elif tag in _LINES:
            self._begin_line(tag)
        elif tag == "img":
            self.pieces.append(f" {self._picture(given.get('src') or '')} ")
        elif tag == "a":
            self.targets.append(given.get("href") or "")
        elif tag == "figcaption":
            self.pieces.append(" ")

    def handle_endtag(self, tag):
        if tag == "a" and self.targets:
            target = self.targets.pop()
            self.pieces.append(f" (→ {self._called(target)})" if target else "")
        elif tag in _CELLS:
            self.in_cell = False
        elif tag in _LINES or tag == "li":
            self._end_line()

    def handle_data(self, data):
        self.pieces.append(" ".join(f"|{data}|".split())[1:-1])
        if data.strip():
            self.in_item = False

    def _begin_cell(self):
        row_has_words = self.pieces and not self.pieces[-1].endswith("\n")
        self.pieces.append(" | " if row_has_words else "")
        self.in_cell = True

    def _begin_line(self, tag):
        # The paragraph of a list item stands behind its bullet.
        if not self.in_item or tag in {"ul", "ol"}:
            self._end_line()
        if tag == "hr":
            self.pieces.append("———\n")

    def _end_line(self):
        self.pieces.append(" " if self.in_cell else "\n")

    def _called(self, address: str) -> str:
        found = _REFERENCE.fullmatch(address)
        if not found:
            return address.removeprefix("mailto:").removeprefix("tel:")
        return self._name(_KINDS.get(found[1], found[1]), found[2])

    def _picture(self, source: str) -> str:
        found = _REFERENCE.fullmatch(source)
        name = self.names.get(("pictures.picture", found[2])) if found else None
        return _("[picture: %(name)s]") % {"name": name} if name else _("[picture]")

    def _name(self, kind: str, key: str) -> str:
        if (kind, key) in self.names:
            return self.names[kind, key]
        word = _word_for(kind)
        return _("%(kind)s (deleted)") % {"kind": word} if self.knows_all else word


def _word_for(kind: str) -> str:
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind
