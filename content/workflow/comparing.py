"""What is different between two texts, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Unchanged words that are shown beside a change; longer stretches are shortened.
AROUND = 8
# What comparing word by word costs: so many pairs of equal words. Beyond this, a passage counts as replaced.
_AFFORDABLE = 2_000_000
# Below this, two passages are different texts, and words that they share by chance would only confuse.
_ALIKE = 0.3

_TOKEN = re.compile(r"\n|[^\s]+")

Words = list[str]


class Stretch(NamedTuple):
    """Words that stayed ("="), came ("+") or went ("-")."""

    sign: str
    words: Words


def word_difference(old: str, new: str) -> SafeString:
    """Return both texts as one piece of HTML: what went in <del>, what came in <ins>, each said in words as well.

    Lines are compared first and words only within lines that changed, so that long texts stay quick.
    """
    stretches = list(_merged(_by_line(_split(old), _split(new))))
    last = len(stretches) - 1
    shown = (_shown(stretch, place == 0, place == last) for place, stretch in enumerate(stretches))
    return format_html_join(" ", "{}", ((each,) for each in shown))


def exchange(old: str, new: str) -> SafeString:
    """Return the HTML that says that `old` as a whole made place for `new`; either may be empty."""
    pieces = [_shown(Stretch(sign, _words(text)), False, False) for sign, text in (("-", old), ("+", new)) if text]
    return format_html_join(" ", "{}", ((piece,) for piece in pieces))


def _split(text: str) -> list[tuple[str, ...]]:
    return [tuple(_words(line)) for line in text.splitlines(keepends=True)]


def _words(text: str) -> Words:
    return _TOKEN.findall(text)


def _by_line(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> Iterator[Stretch]:
    for sign, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = old[old_from:old_to], new[new_from:new_to]
        if sign == "equal":
            yield Stretch("=", _flat(before))
        elif len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                yield from _by_word(list(one), list(other))
        else:
            yield from _by_word(_flat(before), _flat(after))


def _by_word(old: Words, new: Words) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if _pairs(old, new) > _AFFORDABLE or (old and new and matcher.ratio() < _ALIKE):
        yield from (Stretch("-", old), Stretch("+", new))
        return
    for sign, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if sign == "equal":
            yield Stretch("=", old[old_from:old_to])
        else:
            yield from (Stretch("-", old[old_from:old_to]), Stretch("+", new[new_from:new_to]))


def _pairs(old: Words, new: Words) -> int:
    there = Counter(new)
    return sum(count * there[word] for word, count in Counter(old).items())


def _flat(lines: list[tuple[str, ...]]) -> Words:
    return [word for line in lines for word in line]


def _merged(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Leave out empty stretches and join neighbours of one sign."""
    held: Stretch | None = None
    for stretch in stretches:
        if not stretch.words:
            continue
        if held and held.sign == stretch.sign:
            held = Stretch(held.sign, held.words + stretch.words)
            continue
        if held:
            yield held
        held = stretch
    if held:
        yield held


def _shown(stretch: Stretch, is_first: bool, is_last: bool) -> SafeString:
    if stretch.sign == "=":
        return _text(_shortened(stretch.words, is_first, is_last))
    tag, said = ("ins", _("added:")) if stretch.sign == "+" else ("del", _("removed:"))
    return format_html('<{0}><span class="visually-hidden">{1} </span>{2}</{0}>', tag, said, _text(stretch.words))


def _shortened(words: Words, is_first: bool, is_last: bool) -> Words:
    """Keep what stands beside a change; at the edges of the text there is a change on one side only."""
    head, tail = 0 if is_first else AROUND, 0 if is_last else AROUND
    if (is_first and is_last) or len(words) <= head + tail + AROUND:
        return words
    return [*words[:head], "…", *words[len(words) - tail :]]


def _text(words: Words) -> SafeString:
    """Return words with their line breaks; one at the end shows as a sign when it is all that changed."""
    if all(word == "\n" for word in words):
        return format_html("{}<br>", "¶")
    lines = " ".join(words).split("\n")
    return format_html_join(format_html("<br>"), "{}", ((line.strip(),) for line in lines))
