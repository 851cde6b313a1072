"""Finding those who may have joined twice. A guess only: an officer compares them, and decides."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from signups.joining.email_suggestions import likely_address
from signups.models import Stakeholder

_NO_LETTER = re.compile(r"[^\w]+|_")
_DOUBLED = re.compile(r"(\w)\1+")
# How a company is called in law says nothing of which one it is.
_LEGAL = {"bv", "nv", "vof", "cv", "gmbh", "ag", "ltd", "llc", "inc", "stichting", "vereniging", "cooperatie"}
# Where one mailbox has many addresses: dots don't count.
_DOTLESS = {"gmail.com", "googlemail.com"}


class ComparedStakeholder(NamedTuple):
    """What is compared of a stakeholder."""

    pk: UUID
    name: str
    organisation: str
    email: str


def likely_duplicates() -> list[list[UUID]]:
    """Return groups of keys of stakeholders who are likely to be one person each, those who joined last first.

    Those of a group share a mark, each with another of it.
    """
    rows = Stakeholder.objects.order_by("-created_at").values_list("pk", "name", "organisation", "email")
    joined: dict[UUID, list[UUID]] = {}
    first: dict[tuple, UUID] = {}
    for row in rows.iterator():
        known = ComparedStakeholder(*row)
        joined[known.pk] = [known.pk]
        for mark in _marks(known):
            one, other = joined[first.setdefault(mark, known.pk)], joined[known.pk]
            if one is not other:
                one.extend(other)
                joined.update(dict.fromkeys(other, one))
    groups: dict[int, list[UUID]] = defaultdict(list)
    for pk, group in joined.items():
        groups[id(group)].append(pk)
    return [group for group in groups.values() if len(group) > 1]


def same_person(email: str) -> str:
    """Return what addresses of one mailbox have in common, whatever their capitals, dots, +labels and slips."""
    name, _at, host = (likely_address(email.strip()) or email.strip()).casefold().rpartition("@")
    name = name.partition("+")[0]
    return f"{name.replace('.', '')}@{'gmail.com' if host in _DOTLESS else host}"


def normalize_spelling(words: str) -> list[str]:
    """Return the words in `words` as they are however one spells them: no capitals, accents, signs, doubled letters."""
    plain = unicodedata.normalize("NFKD", words).casefold().replace("ij", "y").replace("&", " en ")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace(".", "")
    return [_DOUBLED.sub(r"\1", word) for word in _NO_LETTER.split(letters) if word]


def _marks(known: ComparedStakeholder) -> Iterator[tuple]:
    """Yield what `known` shares with nobody but itself, as far as one can tell."""
    yield ("address", same_person(known.email))
    # “Vries, Anne de” is Anne de Vries, and “Rijks Universiteit” the Rijksuniversiteit.
    name = "".join(sorted(normalize_spelling(known.name)))
    organisation = "".join(word for word in normalize_spelling(known.organisation) if word not in _LEGAL)
    if name:
        yield ("name", name, organisation)
