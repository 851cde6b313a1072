"""Counting who joined: per week, by kind, by interest, by language. Only who confirmed an address counts."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.functional import Promise

from events.models import Event
from signups.models import Interest, Stakeholder, StakeholderKind

WEEK = timedelta(days=7)


class LabelCount(NamedTuple):
    """How many people stand behind a label; share: of all people, from 0 to 1."""

    label: str | Promise
    number: int
    share: float


class WeekCount(NamedTuple):
    """monday: its first day."""

    monday: date
    number: int


class ChartPeriod(NamedTuple):
    """Days that both count; None: without a limit. event: only who joined from it or its cases and lessons."""

    since: date | None = None
    until: date | None = None
    event: Event | None = None


def joined_in(period: ChartPeriod) -> QuerySet[Stakeholder]:
    """Return who joined in `period`, confirmed or not, by the days of the site's own time zone."""
    within = Q()
    if period.since:
        within &= Q(created_at__date__gte=period.since)
    if period.until:
        within &= Q(created_at__date__lte=period.until)
    if period.event:
        within &= Q(event=period.event)
    return Stakeholder.objects.filter(within).order_by()


def per_week(people: QuerySet[Stakeholder]) -> list[WeekCount]:
    """Return the weeks from the first to the last in which somebody joined, those between them too."""
    weeks = people.annotate(week=TruncWeek("created_at")).values_list("week").annotate(Count("pk"))
    counted = {timezone.localtime(week).date(): number for week, number in weeks}
    if not counted:
        return []
    first, last = min(counted), max(counted)
    mondays = [first + WEEK * place for place in range((last - first) // WEEK + 1)]
    return [WeekCount(monday, counted.get(monday, 0)) for monday in mondays]


def by_kind(people: QuerySet[Stakeholder]) -> list[LabelCount]:
    """Return the kinds in their order, those of nobody too."""
    return _shares(StakeholderKind.choices, dict(people.values_list("kind").annotate(Count("pk"))))


def language_counts(people: QuerySet[Stakeholder]) -> list[LabelCount]:
    """Return the languages of the site."""
    return _shares(settings.LANGUAGES, dict(people.values_list("language").annotate(Count("pk"))))


def by_interest(people: QuerySet[Stakeholder]) -> list[LabelCount]:
    """Return the interests, the most chosen first; whoever chose several counts in each, so shares don't add up."""
    through = Stakeholder.interests.through.objects.filter(stakeholder__in=people)
    chosen = dict(through.order_by().values_list("interest").annotate(Count("pk")))
    labels = [(interest.pk, str(interest)) for interest in Interest.objects.all()]
    return sorted(_shares(labels, chosen, of=people.count()), key=lambda counted: -counted.number)


def _shares(labels: Iterable[tuple], numbers: dict, of: int | None = None) -> list[LabelCount]:
    total = (sum(numbers.values()) if of is None else of) or 1
    return [LabelCount(label, numbers.get(key, 0), numbers.get(key, 0) / total) for key, label in labels]
