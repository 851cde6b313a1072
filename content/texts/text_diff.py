"""What is different between two texts, word by word."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.texts.languages import current_language

# Unchanged words that are shown beside a change; longer stretches are shortened.
AROUND = 8
# What a comparison may cost: pairs of equal units, times units. Beyond this, smaller units are tried within larger ones,
# and what is too much even then counts as replaced.
_AFFORDABLE = 100_000_000
# Below this, two passages are different texts, and words that they share by chance would only confuse.
_ALIKE = 0.3

_TOKEN = re.compile(r"\n|[^\s]+")

Words = list[str]
Units = list[tuple[str, ...]]


class DiffSpan(NamedTuple):
    """Words that stayed ("="), came ("+") or went ("-")."""

    sign: str
    words: Words


def word_difference(old: str, new: str) -> SafeString:
    """Return both texts as one piece of HTML: what went in <del>, what came in <ins>, each said in words as well.

    Lines are compared first, then the sentences of lines that changed, then their words: long texts stay quick.
    """
    stretches = list(_merged(_compared(_words(old), _words(new), (_lines, _sentences, _single))))
    last = len(stretches) - 1
    shown = (_shown(stretch, place == 0, place == last) for place, stretch in enumerate(stretches))
    return format_html_join(" ", "{}", ((each,) for each in shown))


def diff_replacement(old: str, new: str) -> SafeString:
    """Return the HTML that says that `old` as a whole made place for `new`; either may be empty."""
    pieces = [_shown(DiffSpan(sign, _words(text)), False, False) for sign, text in (("-", old), ("+", new)) if text]
    return format_html_join(" ", "{}", ((piece,) for piece in pieces))


def _words(text: str) -> Words:
    return _TOKEN.findall(text)


def _lines(words: Words) -> Units:
    return _units(words, lambda word: word == "\n")


def _sentences(words: Words) -> Units:
    return _units(words, lambda word: word[-1] in ".!?:;\n")


def _single(words: Words) -> Units:
    return [(word,) for word in words]


def _units(words: Words, ends: Callable[[str], bool]) -> Units:
    """Return `words` in units, each of which lasts until a word that `ends` it."""
    units: Units = []
    begun: Words = []
    for word in words:
        begun.append(word)
        if ends(word):
            units.append(tuple(begun))
            begun = []
    return [*units, tuple(begun)] if begun else units


def _compared(old: Words, new: Words, levels: tuple[Callable[[Words], Units], ...]) -> Iterator[DiffSpan]:
    """Compare in the units of the first of `levels`, and what changed in those of the others."""
    if not levels:
        yield from (DiffSpan("-", old), DiffSpan("+", new))
        return
    split, *finer = levels
    one, other = split(old), split(new)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if not is_affordable(one, other):
        yield from _compared(old, new, tuple(finer))
    elif old and new and not finer and matcher.ratio() < _ALIKE:
        yield from (DiffSpan("-", old), DiffSpan("+", new))
    else:
        for sign, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            before, after = one[old_from:old_to], other[new_from:new_to]
            yield from [DiffSpan("=", _flat(before))] if sign == "equal" else _changed(before, after, tuple(finer))


def _changed(before: Units, after: Units, finer: tuple) -> Iterator[DiffSpan]:
    """Compare units that changed: one by one when they are as many, else as a whole."""
    one_by_one = finer and len(before) == len(after)
    pairs = zip(before, after, strict=True) if one_by_one else [(_flat(before), _flat(after))]
    for old, new in pairs:
        yield from _compared(list(old), list(new), finer)


def is_affordable(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    """Whether two sequences can be compared in a second or so; what repeats itself takes long."""
    there = Counter(other)
    pairs = sum(count * there[unit] for unit, count in Counter(one).items())
    return pairs * min(len(one), len(other)) <= _AFFORDABLE


def _flat(units: Units) -> Words:
    return [word for unit in units for word in unit]


def _merged(stretches: Iterator[DiffSpan]) -> Iterator[DiffSpan]:
    """Leave out empty stretches and join neighbours of one sign."""
    held: DiffSpan | None = None
    for stretch in stretches:
        if not stretch.words:
            continue
        if held and held.sign == stretch.sign:
            held = DiffSpan(held.sign, held.words + stretch.words)
            continue
        if held:
            yield held
        held = stretch
    if held:
        yield held


def _shown(stretch: DiffSpan, is_first: bool, is_last: bool) -> SafeString:
    if stretch.sign == "=":
        return _text(_shortened(stretch.words, is_first, is_last))
    tag, said = ("ins", _("added:")) if stretch.sign == "+" else ("del", _("removed:"))
    hidden = '<{0}><span class="visually-hidden" lang="{1}">{2} </span>{3}</{0}>'
    return format_html(hidden, tag, current_language(), said, _text(stretch.words))


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
    return format_html_join(SafeString("<br>"), "{}", ((line.strip(),) for line in lines))
