"""Whom a mailing goes to: who confirmed an address, agreed to be written to, and is taken in by the mailing's filter.

A filter never widens by itself. What it names is kept with a mailing as soon as an officer lets go of it: an interest or
event that is removed afterwards takes in nobody, while the filter without it might take in everybody.
"""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from content.texts.languages import CODES
from signups.models import Consent, Delivery, Mailing, Stakeholder


class AudienceFilter(NamedTuple):
    """Who is taken in: whoever meets all of these, each by any of its values; an empty one takes in everybody."""

    event: UUID | str | None = None
    kinds: Collection[str] = ()
    languages: Collection[str] = ()
    interests: Collection[UUID | str] = ()


def filter_of(mailing: Mailing) -> AudienceFilter:
    """Return the filter of `mailing`: the one that an officer let it go with or, of a draft, the one chosen so far."""
    return chosen_in(mailing) if mailing.meant_for is None else AudienceFilter(**mailing.meant_for)


def chosen_in(mailing: Mailing) -> AudienceFilter:
    """Return what is chosen in `mailing` now, with texts for keys, as `meant_for` keeps it."""
    interests = sorted(map(str, mailing.interests.values_list("pk", flat=True)))
    event = str(mailing.event_id) if mailing.event_id else None
    return AudienceFilter(event, sorted(mailing.kinds), sorted(mailing.languages), interests)


def has_lost(mailing: Mailing) -> bool:
    """Whether an event or interest that `mailing` was let go with has been removed since."""
    return filter_of(mailing) != chosen_in(mailing)


def left_of(mailing: Mailing) -> AudienceFilter:
    """Return the filter of `mailing` without the interests that were removed; with them, when none is left."""
    meant = filter_of(mailing)
    return meant._replace(interests=chosen_in(mailing).interests or meant.interests)


def taken_in(chosen: AudienceFilter) -> QuerySet[Stakeholder]:
    """Return those whom a filter takes in: only who confirmed and agreed can be."""
    people = Stakeholder.objects.confirmed().filter(Exists(Consent.objects.filter(stakeholder=OuterRef("pk"))))
    if chosen.event:
        people = people.filter(event=chosen.event)
    if chosen.kinds:
        people = people.filter(kind__in=chosen.kinds)
    if chosen.languages:
        people = people.filter(language__in=chosen.languages)
    if chosen.interests:
        through = Stakeholder.interests.through.objects.filter(interest_id__in=chosen.interests)
        people = people.filter(Exists(through.filter(stakeholder=OuterRef("pk"))))
    return people


def pending_recipients(mailing: Mailing) -> QuerySet[Stakeholder]:
    """Return those to whom `mailing` has yet to be written.

    Who joins when it has begun to leave comes too late for it: it goes to as many people as were promised.
    """
    people = taken_in(filter_of(mailing)).exclude(
        Exists(Delivery.objects.filter(mailing=mailing, stakeholder=OuterRef("pk")))
    )
    if mailing.started_at:
        people = people.filter(Q(confirmed_at__isnull=True) | Q(confirmed_at__lte=mailing.started_at))
    return people


def count_by_language(people: QuerySet[Stakeholder]) -> dict[str, int]:
    """Return how many of `people` read each language of the site, in one query."""
    counted = dict(people.order_by().values_list("language").annotate(Count("pk")))
    return {code: counted.get(code, 0) for code in CODES}
