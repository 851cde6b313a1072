"""Words with structure, from HTML that was sanitised: as a mail has them, and as text."""

import re
from functools import lru_cache
from html import unescape
from urllib.parse import urljoin

from django.utils.html import escape
from django.utils.safestring import mark_safe

from content.mail.letters.layout import MailBlock
from content.mail.site_url import site_address
from content.texts.html_reader import HtmlPiece, read_html

# A tag → the class that it has in a mail.
_CLASSES = {
    "p": "text", "h2": "heading", "h3": "subheading", "h4": "subheading", "ul": "list", "ol": "list", "li": "item",
    "blockquote": "quote", "hr": "rule", "a": "link", "table": "grid", "th": "cell", "td": "cell",
    "figure": "figure", "figcaption": "caption", "img": "picture",
}  # fmt: skip
_TAG = re.compile(rf"<({'|'.join(_CLASSES)})(?=[ >])")
_HREF = re.compile(r'(?<= href=")[^"]*')
_WITHIN_LINES = {"br", "a", "img", "td", "th"}
_LISTS = {"ul", "ol"}
# After which a new line begins, before which one does, and what a blank line follows.
_LINE_AFTER = {"p", "h2", "h3", "h4", "tr", "table", "figure", "figcaption", "blockquote", "li"}
_LINE_BEFORE = {*_LINE_AFTER, *_LISTS, "hr"}
_APART = {"p", "h2", "h3", "h4", "table", "figure", "blockquote", *_LISTS}


@lru_cache(maxsize=16)  # the same update goes to many
def rich_block(html: str) -> MailBlock:
    """Return sanitised `html` as a part of a mail, with addresses that lead somewhere from outside the site."""
    whole = _HREF.sub(lambda found: escape(_whole(unescape(found[0]))), html)
    styled = _TAG.sub(lambda tag: f'{tag[0]} class="{_CLASSES[tag[1]]}"', whole)
    return MailBlock(mark_safe(styled), html_to_text(whole))  # noqa: S308 - sanitised by whoever calls


def _whole(address: str) -> str:
    try:
        return urljoin(f"{site_address()}/", address)
    except ValueError:  # such as http://[, which leads nowhere
        return address


def html_to_text(html: str) -> str:
    """Return sanitised `html` as plain text: lists with their marks, links with their addresses, pictures by their words."""
    return _PlainLetter().write(html)


class _PlainLetter:
    """Writes down the pieces of a text: `lines` that are done, and the `words` of the one that isn't."""

    def __init__(self):
        self.lines: list[str] = []
        self.words = ""
        self.indents: list[str] = []
        self.mark = ""
        self.lists: list[int] = []  # the number of the next item; 0 where items have none
        self.links: list[tuple[int, str]] = []

    def write(self, html: str) -> str:
        for piece in read_html(html):
            if piece.tag in (_LINE_AFTER if piece.is_end else _LINE_BEFORE):
                self._end_line()
            if piece.is_end:
                self._end(piece.tag)
            elif piece.tag in _WITHIN_LINES:
                self._begin_within_line(piece)
            elif piece.tag:
                self._begin_block(piece)
            else:
                self.words += re.sub(r"\s+", " ", piece.words)
        self._end_line()
        return "\n".join(self.lines).strip("\n")

    def _begin_within_line(self, piece: HtmlPiece) -> None:
        if piece.tag == "br":
            self.words += "\n"
        elif piece.tag == "a":
            self.links.append((len(self.words), piece.attribute("href")))
        elif piece.tag == "img":
            words = " ".join(piece.attribute("alt").split())
            self.words += f"[{words}]" if words else ""
        elif piece.tag in {"td", "th"} and self.words.strip():
            self.words = f"{self.words.rstrip()} | "

    def _begin_block(self, piece: HtmlPiece) -> None:
        if piece.tag == "hr":
            self.lines += ["* * *", ""]
        elif piece.tag == "blockquote":
            self.indents.append("> ")
        elif piece.tag in _LISTS:
            self.lists.append(int(piece.attribute("start") or 1) if piece.tag == "ol" else 0)
        elif piece.tag == "li":
            number = self.lists[-1] if self.lists else 0
            self.mark = f"{number}. " if number else "- "
            self.indents.append(" " * len(self.mark))
            if number:
                self.lists[-1] += 1

    def _end(self, tag: str) -> None:
        if tag == "a":
            start, address = self.links.pop()
            if address and address.removeprefix("mailto:") != self.words[start:].strip():
                self.words += f" ({address.removeprefix('mailto:')})"
        elif tag == "li":
            self.mark = ""
            self.indents.pop()
        elif tag in _LISTS:
            self.lists.pop()
        elif tag == "blockquote":
            if self.lines and self.lines[-1] == self._blank():
                self.lines.pop()
            self.indents.pop()
        if tag in _APART and not self.lists and self.lines and self.lines[-1] != self._blank():
            self.lines.append(self._blank())

    def _end_line(self) -> None:
        """Write down the words so far, behind the marks of the lists and quotes that they stand in."""
        words, self.words = self.words.strip(), ""
        if not words:
            return
        indent = "".join(self.indents)
        first = indent[: len(indent) - len(self.mark)] + self.mark if self.mark else indent
        head, *more = words.split("\n")
        self.lines += [first + head.strip(), *(indent + line.strip() for line in more)]
        self.mark = ""

    def _blank(self) -> str:
        return "".join(self.indents).rstrip()
