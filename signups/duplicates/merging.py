"""Making one of several who joined more than once. Which values stay, an officer chose."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from content.mail.models import OutboxMessage
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.suppression import lift_suppression
from signups.models import Delivery, Erasure, Interest, Stakeholder

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
