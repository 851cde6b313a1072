"""What is wrong with the words of an editor for a letter, said so that it can be mended."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from content.mail.letters.letter_types import LetterType
from content.mail.letters.placeholders import has_loose_braces, places_in, sole_place, split_paragraphs

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
