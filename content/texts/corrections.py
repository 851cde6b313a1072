"""A text with structure as plain words to correct, and back without losing what wasn't touched."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser

from django.utils.html import escape

from content.texts.text_diff import is_affordable

_PICTURE = "[…]"
_VOID = {"br", "hr", "img"}
_KEPT = {"p", "h2", "h3", "h4", "blockquote"}
_BULLET = "- "
_NUMBERED = re.compile(r"\d+\. ")
_AFTER_MARKER = re.compile(r"(?:^|\n)(?:- |\d+\. )$")
# As far back as such a mark can begin; the words before are not looked through again at each paragraph.
_LONGEST_MARKER = 16


class _Blocks(HTMLParser):
    """Reads sanitised HTML into its outermost elements: `found` holds the HTML and the words of each."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._html, self._depth, self._words, self._begun = html, 0, "", 0
        self._lists: list[int | None] = []
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if self._depth == 0:
            self._words, self._begun = "", self._place()
        self._words += self._opening(tag)
        if tag not in _VOID:
            self._depth += 1
        elif self._depth == 0:
            self._end(self._place() + len(self.get_starttag_text() or ""))

    def handle_data(self, data):
        if self._depth:
            self._words += re.sub(r"\s+", " ", data)
        elif data.strip():
            self.found.append((escape(data), data.strip()))

    def handle_endtag(self, tag):
        if tag in _VOID:
            return
        if tag in {"ul", "ol"}:
            self._lists.pop()
        self._depth -= 1
        if self._depth == 0:
            self._end(self._place() + len(f"</{tag}>"))

    def _opening(self, tag: str) -> str:
        """Return what a reader sees of the beginning of an element."""
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
        if tag == "li":
            return f"\n{self._marker()}"
        if tag == "p" and _AFTER_MARKER.search(self._words, max(0, len(self._words) - _LONGEST_MARKER)):
            return ""
        return {"br": "\n", "tr": "\n", "p": "\n", "td": " | ", "th": " | ", "img": _PICTURE, "hr": "* * *"}.get(
            tag, ""
        )

    def _marker(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return _BULLET
        self._lists[-1] = number + 1
        return f"{number + 1}. "

    def _end(self, place: int) -> None:
        lines = (line.strip().removeprefix("| ") for line in self._words.split("\n"))
        words = "\n".join(line for line in lines if line)
        self.found.append((self._html[self._begun : place], words or _PICTURE))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def html_to_plain(html: str) -> str:
    """Return the words of sanitised `html`, a blank line between its paragraphs, lists with a mark before each item."""
    return "\n\n".join(words for _html, words in _Blocks(html).found)


def merge_text(html: str, words: str) -> str:
    """Return `html` with `words` in place of its own, which `readable` showed: untouched paragraphs stay as they are.

    What was changed becomes a paragraph, heading or list of plain words; the result is HTML still to be sanitised.
    """
    before = _Blocks(html).found
    after = [block for block in re.split(r"\n\s*\n", normalize_newlines(words)) if block]
    pieces: list[str] = []
    for sign, old_from, old_to, new_from, new_to in _compared([text for _html, text in before], after):
        if sign == "equal":
            pieces += [block for block, _text in before[old_from:old_to]]
        else:
            old = [block for block, _text in before[old_from:old_to]]
            pieces += [_block(text, _tag_of(old, place)) for place, text in enumerate(after[new_from:new_to])]
    return "".join(pieces)


def _compared(before: list[str], after: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return what to do with which blocks; thousands that repeat each other, which nobody writes, are replaced whole."""
    if not is_affordable(before, after):
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def normalize_newlines(words: str) -> str:
    """Return `words` with the line ends of one kind, and none at their ends."""
    return "\n".join(line.rstrip() for line in words.replace("\r\n", "\n").split("\n")).strip()


def _tag_of(blocks: list[str], place: int) -> str:
    """Return which kind of block stood at `place`; a new one is a paragraph."""
    found = re.match(r"<([a-z0-9]+)", blocks[place]) if place < len(blocks) else None
    return found[1] if found and found[1] in _KEPT else "p"


def _block(text: str, tag: str) -> str:
    lines = text.split("\n")
    if all(line.startswith(_BULLET) for line in lines):
        return _list("ul", [line.removeprefix(_BULLET) for line in lines])
    if all(_NUMBERED.match(line) for line in lines):
        return _list("ol", [_NUMBERED.sub("", line, count=1) for line in lines])
    return f"<{tag}>{'<br>'.join(escape(line) for line in lines)}</{tag}>"


def _list(tag: str, items: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"
