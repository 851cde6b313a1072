"""Finding those who may have joined twice, which is a guess that an officer checks, and making one of them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from content.mail.models import OutboxMessage
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.suppression import lift_suppression
from signups.joining.email_suggestions import likely_address
from signups.models import Delivery, Erasure, Interest, Stakeholder

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


# What one chooses between; the address comes with the row that it belongs to, and so does whether it is confirmed.
CHOSEN = ["name", "organisation", "role", "kind", "language", "message", "event", "seen_on"]
MOST = 8  # at once


class MergeNotPossible(Exception):
    """Somebody was erased meanwhile, or the address that should stay isn't confirmed, unlike another."""


@transaction.atomic
def merge_stakeholders(
    keys: Collection[UUID], *, kept: UUID | None, values: Mapping[str, UUID], interests: Collection[Interest]
) -> Stakeholder:
    """Make one stakeholder of those with `keys`, and return it.

    kept: whose row stays, with its address, its state and the links in its mails. values: for each name of CHOSEN
    whose value stays; that of `kept` where it says nothing. Consents, notes and deliveries of the others move over;
    then they are erased with all that names them, and the address that stays may still be used. Raises MergeNotPossible.
    """
    people = {person.pk: person for person in Stakeholder.objects.select_for_update(of=("self",)).filter(pk__in=keys)}
    confirmed = {pk for pk, person in people.items() if person.state == Stakeholder.State.CONFIRMED}
    possible = confirmed or set(people)
    if len(people) < 2 or set(people) != set(keys) or kept not in possible:
        raise MergeNotPossible
    stays = people[kept]
    others = [person for person in people.values() if person != stays]
    for name in CHOSEN:
        source = people[values.get(name, stays.pk)]
        setattr(stays, name, getattr(source, name))
    stays.created_at = min(person.created_at for person in people.values())
    stays.active_at = max(person.active_at for person in people.values())
    stays.save()
    stays.interests.set(interests)
    for other in others:
        _move(other, stays)
        erase_stakeholder(other, Erasure.Reason.OFFICER)
    lift_suppression(stays.email)
    return stays


def _move(other: Stakeholder, stays: Stakeholder) -> None:
    """Give what hangs on `other` to `stays`; a mailing that hasn't left yet is written to `stays` anew.

    One that a server has in hand, or may have taken, isn't: nobody gets it twice.
    """
    other.notes.update(stakeholder=stays)
    other.consents.update(stakeholder=stays)
    mails = OutboxMessage.objects.waiting().filter(about=other.pk, batch__isnull=False)
    # A sender that is about to hand one over waits for us, and finds it gone.
    unsent = list(mails.select_for_update().values_list("batch", flat=True))
    known = Delivery.objects.filter(stakeholder=stays).values("mailing")
    other.deliveries.exclude(mailing__in=unsent).exclude(mailing__in=known).update(stakeholder=stays)
