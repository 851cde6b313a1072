"""Words with {placeholders}: what stands for each is put in once, as plain text, and never read again."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from content.mail.letters.letter_types import LetterType

# A value that is empty takes the space before it along: “Hello {name},” becomes “Hello,”. One that ends a sentence
# itself takes the stop behind it along: “You joined {site}.” becomes “You joined Smart Up!”.
_PLACE = re.compile(r"( ?)\{([a-z_]+)\}([.!](?!\w))?")
_ENDS = (".", "!", "?", "…")
_ALONE = re.compile(r"\{([a-z_]+)\}")
# What no words need: control characters, halves of characters, and what turns the direction of all that follows.
_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


class TextRun(NamedTuple):
    """Words in a row; `address`: where they lead, or nothing."""

    words: str
    address: str = ""


def strip_controls(value: object) -> str:
    """Return `value` as text without control characters, its lines parted by newlines alone."""
    return _HARMFUL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ").strip()


def one_line(words: str, limit: int) -> str:
    """Return `words` on one line of at most `limit` characters."""
    line = " ".join(strip_controls(words).split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def split_paragraphs(words: str) -> list[str]:
    """Return the paragraphs of `words`, which blank lines part."""
    return [part.strip("\n") for part in _BLANK_LINES.split(strip_controls(words)) if part.strip()]


def sole_place(paragraph: str) -> str:
    """Return the name of the placeholder that a paragraph consists of, or nothing."""
    found = _ALONE.fullmatch(paragraph.strip())
    return found[1] if found else ""


def places_in(words: str) -> list[str]:
    """Return the names of the placeholders in `words`, in their order."""
    return _ALONE.findall(words)


def has_loose_braces(words: str) -> bool:
    """Whether a brace in `words` belongs to no placeholder."""
    return bool(re.search(r"[{}]", _ALONE.sub("", words)))


def fill_runs(paragraph: str, values: Mapping[str, str]) -> Iterator[TextRun]:
    """Yield `paragraph` with values in place of placeholders; unknown ones stay as they are.

    A value in a sentence is brought onto one line. That of `address` leads to where it says.
    """
    end = 0
    for found in _PLACE.finditer(paragraph):
        space, name, stop = found.groups(default="")
        if name not in values:
            continue
        yield TextRun(paragraph[end : found.start()])
        value = " ".join(values[name].split())
        if value:
            yield TextRun(space)
            yield TextRun(value, value if name == "address" else "")
        if stop and not value.endswith(_ENDS if stop == "." else stop):
            yield TextRun(stop)
        end = found.end()
    yield TextRun(paragraph[end:])


def fill_placeholders(line: str, values: Mapping[str, str]) -> str:
    """Return `line` with values in place of placeholders."""
    return "".join(run.words for run in fill_runs(line, values))


# Either leads to the same place.
_SAME = {"button": "address", "address": "button"}


def faults_in_subject(words: str, kind: LetterType) -> Iterator[str]:
    """Yield what is wrong with a subject; nothing for none, which stands for the site's own."""
    yield from _strange(words, kind.in_subject)


def faults_in_body(words: str, kind: LetterType) -> Iterator[str]:
    """Yield what is wrong with a text; nothing for none, which stands for the site's own."""
    yield from _strange(words, kind.in_body)
    if not words.strip():
        return
    named = set(places_in(words))
    for name in sorted(kind.needed):
        if not {name, _SAME.get(name, name)} & named:
            meaning = kind.in_body.get(name, name)
            yield _("{%(name)s} is missing: %(meaning)s. Without it this mail is of no use.") % {
                "name": name,
                "meaning": meaning,
            }
    if any("button" in places_in(each) and sole_place(each) != "button" for each in split_paragraphs(words)):
        yield _("Leave an empty line above and below {button}: it is a paragraph of its own.")


def _strange(words: str, known: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys(places_in(words)):
        if name not in known:
            names = ", ".join(f"{{{each}}}" for each in known)
            yield _("{%(name)s} stands for nothing here. You can use %(names)s.") % {"name": name, "names": names}
    if has_loose_braces(words):
        yield _("A brace stands alone. What is filled in stands between two braces, such as {site}.")
