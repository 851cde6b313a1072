"""A text with structure as plain words to correct, and back without losing what wasn't touched."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, count, pairwise, repeat

from django.utils.html import escape

from content.texts.html_reader import HtmlPiece, read_html
from content.texts.text_diff import is_affordable

_PICTURE = "[…]"
_VOID = {"br", "hr", "img"}
_LISTS = {"ul", "ol"}
# What a reader sees where an element begins.
_SIGNS = {"br": "\n", "tr": "\n", "p": "\n", "td": " | ", "th": " | ", "img": _PICTURE, "hr": "* * *"}
_KEPT = {"p", "h2", "h3", "h4", "blockquote"}
_BULLET = "- "
_NUMBERED = re.compile(r"\d+\. ")
_AFTER_MARKER = re.compile(r"(?:^|\n)(?:- |\d+\. )$")
# As far back as such a mark can begin; the words before are not looked through again at each paragraph.
_LONGEST_MARKER = 16


def _blocks(html: str) -> Iterator[tuple[str, str]]:
    """Yield the outermost elements of sanitised `html`, each as its HTML and its words."""
    inside: list[HtmlPiece] = []
    depth = 0
    for piece, following in pairwise([*read_html(html), HtmlPiece(len(html))]):
        if piece.tag or depth:
            inside.append(piece)
            if piece.tag and piece.tag not in _VOID:
                depth += -1 if piece.is_end else 1
            if depth == 0:
                yield html[inside[0].place : following.place], _words_in(inside)
                inside = []
        elif words := piece.words.strip():
            yield escape(piece.words), words


def _words_in(pieces: list[HtmlPiece]) -> str:
    """Return what a reader sees of an element: a line for each paragraph, item and row."""
    words = ""
    markers: list[Iterator[str]] = [repeat(_BULLET)]
    for piece in pieces:
        if piece.is_end:
            if piece.tag in _LISTS:
                markers.pop()
        elif piece.tag in _LISTS:
            markers.append((f"{number}. " for number in count(1)) if piece.tag == "ol" else repeat(_BULLET))
        elif piece.tag == "li":
            words += f"\n{next(markers[-1])}"
        elif piece.tag != "p" or not _AFTER_MARKER.search(words, max(0, len(words) - _LONGEST_MARKER)):
            words += _SIGNS.get(piece.tag, re.sub(r"\s+", " ", piece.words))
    lines = (line.strip().removeprefix("| ") for line in words.split("\n"))
    return "\n".join(line for line in lines if line) or _PICTURE


def html_to_plain(html: str) -> str:
    """Return the words of sanitised `html`, a blank line between its paragraphs, lists with a mark before each item."""
    return "\n\n".join(words for _html, words in _blocks(html))


def merge_text(html: str, words: str) -> str:
    """Return `html` with `words` in place of its own, which `html_to_plain` showed: untouched paragraphs stay as they are.

    What was changed becomes a paragraph, heading or list of plain words; the result is HTML still to be sanitised.
    """
    blocks = list(_blocks(html))
    before = [text for _html, text in blocks]
    after = [block for block in re.split(r"\n\s*\n", normalize_newlines(words)) if block]
    # Thousands that repeat each other, which nobody writes, are replaced whole.
    changes: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(before), 0, len(after))]
    if is_affordable(before, after):
        changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pieces: list[str] = []
    for sign, old_from, old_to, new_from, new_to in changes:
        old = [block for block, _text in blocks[old_from:old_to]]
        if sign == "equal":
            pieces += old
        else:
            replaced = chain(old, repeat(""))
            pieces += [_block(text, block) for text, block in zip(after[new_from:new_to], replaced, strict=False)]
    return "".join(pieces)


def normalize_newlines(words: str) -> str:
    """Return `words` with the line ends of one kind, and none at their ends."""
    return "\n".join(line.rstrip() for line in words.replace("\r\n", "\n").split("\n")).strip()


def _block(text: str, replaced: str) -> str:
    """Return plain `text` as a block of the kind that it replaces; a new one is a paragraph."""
    lines = text.split("\n")
    if all(line.startswith(_BULLET) for line in lines):
        tag, items = "ul", [line.removeprefix(_BULLET) for line in lines]
    elif all(_NUMBERED.match(line) for line in lines):
        tag, items = "ol", [_NUMBERED.sub("", line, count=1) for line in lines]
    else:
        found = re.match(r"<([a-z0-9]+)", replaced)
        tag = found[1] if found and found[1] in _KEPT else "p"
        return f"<{tag}>{'<br>'.join(escape(line) for line in lines)}</{tag}>"
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"
