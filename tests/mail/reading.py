"""Reading the HTML of a mail as somebody does."""

from html.parser import HTMLParser

_BLOCKS = {"p", "h1", "h2", "h3", "td", "tr", "table", "li"}
_SILENT = {"style", "title"}
_VOID = {"meta", "br", "hr", "img"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks, self.links, self.tags, self.silent = [""], [], set(), False
        self.open, self.crossed = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in _VOID:
            self.open.append(tag)
        self.silent = tag in _SILENT
        if tag in _BLOCKS:
            self.blocks.append("")
        if tag == "br":
            self.blocks[-1] += " "
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        self.silent = False
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_data(self, data):
        if not self.silent:
            self.blocks[-1] += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def words_of(html: str) -> list[str]:
    """Return what is read on a page, a line for each block."""
    return [" ".join(block.split()) for block in _read(html).blocks if block.strip()]


def links_in(html: str) -> list[str]:
    """Return where the links lead, in their order."""
    return _read(html).links


def shown_by(html: str) -> set[str]:
    """Return the names of all tags on a page."""
    return _read(html).tags


def is_balanced(html: str) -> bool:
    """Whether each tag that is opened is closed, the last one first."""
    reader = _read(html)
    return not reader.open and not reader.crossed
