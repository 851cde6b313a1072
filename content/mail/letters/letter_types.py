"""Which letters the site writes by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise


@dataclass(frozen=True)
class LetterType:
    """A letter: its own words, which editors may replace, and what may stand in braces in them.

    subject, body: in English, through gettext_lazy. Paragraphs of the body are separated by an empty line; {name}
    stands for a value; a paragraph {button} is a button that leads to the value `address`; a paragraph {code} is
    drawn large. An empty value takes the space before it along: “Hello {name},” becomes “Hello,”.
    title, explanation: what editors call it, and when it is sent.
    placeholders: the name of each value, and what it is, for editors. example: a value for each, for the preview.
    needed: placeholders without which the letter would be of no use, such as the code that it brings.
    """

    key: str
    title: Words
    subject: Words
    body: Words
    button: Words = ""
    placeholders: Mapping[str, Words] = field(default_factory=dict)
    example: Mapping[str, Words] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    explanation: Words = ""

    @property
    def values(self) -> list[str]:
        """The names of the values that whoever writes the letter gives."""
        return [*dict.fromkeys([*self.placeholders, *(["address"] if self.button else [])])]

    @property
    def in_subject(self) -> dict[str, str]:
        """What may stand in the subject → what it stands for."""
        own = {name: str(words) for name, words in self.placeholders.items() if name != "address"}
        return {**own, "site": _("the name of the site")}

    @property
    def in_body(self) -> dict[str, str]:
        """What may stand in the text → what it stands for."""
        named = {**self.in_subject, **{name: str(words) for name, words in self.placeholders.items()}}
        if self.button:
            named["button"] = _("the button “%(words)s”, in a paragraph of its own") % {"words": self.button}
            named.setdefault("address", _("where the button leads"))
        return named


KINDS: dict[str, LetterType] = {}


def register_letter(kind: LetterType) -> LetterType:
    """Make `kind` known under its key, and return it."""
    KINDS[kind.key] = kind
    return kind
