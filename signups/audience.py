"""Whom an update goes to: who confirmed an address, agreed to be written to, and is taken in by the update's filter."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from content.languages.text import CODES
from signups.models import Consent, Delivery, Stakeholder, Update


class Filter(NamedTuple):
    """Who is taken in: whoever meets all of these, each by any of its values; an empty one takes in everybody."""

    event: UUID | None = None
    kinds: Collection[str] = ()
    languages: Collection[str] = ()
    interests: Collection[UUID] = ()


def filter_of(update: Update) -> Filter:
    """Return the filter that is kept with `update`."""
    interests = list(update.interests.values_list("pk", flat=True))
    return Filter(update.event_id, update.kinds, update.languages, interests)


def taken_in(chosen: Filter) -> QuerySet[Stakeholder]:
    """Return those whom a filter takes in: only who confirmed and agreed can be."""
    people = Stakeholder.objects.confirmed().filter(Exists(Consent.objects.filter(stakeholder=OuterRef("pk"))))
    if chosen.event:
        people = people.filter(event=chosen.event)
    if chosen.kinds:
        people = people.filter(kind__in=chosen.kinds)
    if chosen.languages:
        people = people.filter(language__in=chosen.languages)
    if chosen.interests:
        through = Stakeholder.interests.through.objects.filter(interest__in=chosen.interests)
        people = people.filter(Exists(through.filter(stakeholder=OuterRef("pk"))))
    return people


def awaiting(update: Update) -> QuerySet[Stakeholder]:
    """Return those to whom `update` has yet to be written.

    Who joins when it has begun to leave comes too late for it: it goes to as many people as were promised.
    """
    people = taken_in(filter_of(update)).exclude(
        Exists(Delivery.objects.filter(update=update, stakeholder=OuterRef("pk")))
    )
    if update.started_at:
        people = people.filter(Q(confirmed_at__isnull=True) | Q(confirmed_at__lte=update.started_at))
    return people


def by_language(people: QuerySet[Stakeholder]) -> dict[str, int]:
    """Return how many of `people` read each language of the site, in one query."""
    counted = dict(people.order_by().values_list("language").annotate(Count("pk")))
    return {code: counted.get(code, 0) for code in CODES}
