"""Words with structure, from HTML that was sanitised: as a mail has them, and as text."""

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.utils.html import escape
from django.utils.safestring import mark_safe

from content.mail.letters.layout import MailBlock
from content.mail.site_url import site_address

# A tag → the class that it has in a mail.
_CLASSES = {
    "p": "text", "h2": "heading", "h3": "subheading", "h4": "subheading", "ul": "list", "ol": "list", "li": "item",
    "blockquote": "quote", "hr": "rule", "a": "link", "table": "grid", "th": "cell", "td": "cell",
    "figure": "figure", "figcaption": "caption", "img": "picture",
}  # fmt: skip
_TAG = re.compile(rf"<({'|'.join(_CLASSES)})(?=[ >])")
_HREF = re.compile(r'(?<= href=")[^"]*')
_BLOCKS = {"p", "h2", "h3", "h4", "tr", "table", "figure", "figcaption"}


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
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Writes down what it reads: `lines` that are done, and the `words` of the one that isn't."""

    def __init__(self):
        super().__init__()
        self.lines: list[str] = []
        self.words = ""
        self.indents: list[str] = []
        self.mark = ""
        self.lists: list[int] = []  # the number of the next item; 0 where items have none
        self.links: list[tuple[int, str]] = []

    def text(self) -> str:
        self._end_line()
        return "\n".join(self.lines).strip("\n")

    def handle_data(self, data):
        self.words += re.sub(r"\s+", " ", data)

    def handle_starttag(self, tag, attrs):
        if tag in _BLOCKS:
            self._end_line()
        begin = getattr(self, f"_begin_{tag}", None)
        if begin:
            begin(dict(attrs))

    def handle_endtag(self, tag):
        if tag in _BLOCKS:
            self._end_line()
        end = getattr(self, f"_end_{tag}", None)
        if end:
            end()
        elif tag in {"p", "h2", "h3", "h4", "table", "figure"}:
            self._gap()

    def _begin_br(self, _attributes):
        self.words += "\n"

    def _begin_img(self, attributes):
        words = " ".join((attributes.get("alt") or "").split())
        self.words += f"[{words}]" if words else ""

    def _begin_hr(self, _attributes):
        self._end_line()
        self.lines += ["* * *", ""]

    def _begin_a(self, attributes):
        self.links.append((len(self.words), attributes.get("href") or ""))

    def _end_a(self):
        start, address = self.links.pop()
        shown = self.words[start:].strip()
        if address and address.removeprefix("mailto:") != shown:
            self.words += f" ({address.removeprefix('mailto:')})"

    def _begin_ul(self, _attributes):
        self._end_line()
        self.lists.append(0)

    def _begin_ol(self, attributes):
        self._end_line()
        self.lists.append(int(attributes.get("start") or 1))

    def _end_ul(self):
        self.lists.pop()
        if not self.lists:
            self._gap()

    _end_ol = _end_ul

    def _begin_li(self, _attributes):
        self._end_line()
        number = self.lists[-1] if self.lists else 0
        self.mark = f"{number}. " if number else "- "
        self.indents.append(" " * len(self.mark))
        if number:
            self.lists[-1] += 1

    def _end_li(self):
        self._end_line()
        self.mark = ""
        self.indents.pop()

    def _begin_blockquote(self, _attributes):
        self._end_line()
        self.indents.append("> ")

    def _end_blockquote(self):
        self._end_line()
        if self.lines and self.lines[-1] == self._blank():
            self.lines.pop()
        self.indents.pop()
        self._gap()

    def _begin_td(self, _attributes):
        if self.words.strip():
            self.words = f"{self.words.rstrip()} | "

    _begin_th = _begin_td

    def _end_line(self):
        """Write down the words so far, behind the marks of the lists and quotes that they stand in."""
        words, self.words = self.words.strip(), ""
        if not words:
            return
        indent = "".join(self.indents)
        first = indent[: len(indent) - len(self.mark)] + self.mark if self.mark else indent
        head, *more = words.split("\n")
        self.lines += [first + head.strip(), *(indent + line.strip() for line in more)]
        self.mark = ""

    def _gap(self):
        if self.lines and self.lines[-1] != self._blank() and not self.lists:
            self.lines.append(self._blank())

    def _blank(self) -> str:
        return "".join(self.indents).rstrip()
