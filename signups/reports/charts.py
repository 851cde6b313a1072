"""Counting who joined, by week, kind, interest and language, and drawing that as SVG. Only who confirmed an address counts."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import Truncator

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


_LONGEST_LABEL = 34
_ROW, _BAR = 44, 14  # pixels
_TOP, _HEIGHT, _BELOW = 18, 180, 28
_LEFT = 9.0  # percent, for the numbers beside the lines
_WIDEST = 12.0
_MOST_LINES, _MOST_DAYS = 5, 5


class BarRow(NamedTuple):
    """A bar with its label above it; all but the words are attributes of SVG."""

    label: str
    number: str
    words_at: str
    bar_at: str
    length: str


class BarChart(NamedTuple):
    height: str
    rows: list[BarRow]


class ColumnBar(NamedTuple):
    """A bar that stands; `told`: what it says to whoever points at it."""

    left: str
    width: str
    top: str
    height: str
    told: str


class AxisMark(NamedTuple):
    """A line or a day, `at` a place, with its words."""

    at: str
    words: str
    anchor: str = "start"


class ColumnChart(NamedTuple):
    height: str
    base: str
    days_at: str
    left: str
    bars: list[ColumnBar]
    lines: list[AxisMark]
    days: list[AxisMark]


def rows_of(counted: Sequence[LabelCount]) -> BarChart:
    """Return bars that lie, the longest of which takes the whole width."""
    most = max((each.number for each in counted), default=0) or 1
    rows = []
    for place, each in enumerate(counted):
        top, label = place * _ROW, Truncator(str(each.label)).chars(_LONGEST_LABEL)
        length = _percent(100 * each.number / most)
        rows.append(BarRow(label, number_format(each.number), str(top + 16), str(top + 22), length))
    return BarChart(str(_ROW * len(counted)), rows)


def steps_of(steps: Sequence[tuple[str, int]]) -> BarChart:
    """Return bars that lie, one for each step; the first takes the whole width, even if a later one has more."""
    first = max(1, *(number for _label, number in steps))
    return rows_of([LabelCount(label, number, number / first) for label, number in steps])


def columns_of(weeks: Sequence[WeekCount]) -> ColumnChart:
    """Return bars that stand, one for each week, with lines at round numbers and a few days below them."""
    step = _step(max((week.number for week in weeks), default=0))
    most = step * max(1, -(-max((week.number for week in weeks), default=0) // step))
    slot = (100 - _LEFT) / max(1, len(weeks))
    return ColumnChart(
        height=str(_TOP + _HEIGHT + _BELOW),
        base=str(_TOP + _HEIGHT),
        days_at=str(_TOP + _HEIGHT + 20),
        left=_percent(_LEFT),
        bars=[_bar(week, place, slot, most) for place, week in enumerate(weeks)],
        lines=[
            AxisMark(f"{_TOP + _HEIGHT - _HEIGHT * number / most:.1f}", number_format(number))
            for number in range(0, most + 1, step)
        ],
        days=_days(weeks, slot),
    )


def _bar(week: WeekCount, place: int, slot: float, most: int) -> ColumnBar:
    tall, width = _HEIGHT * week.number / most, min(slot * 0.8, _WIDEST)
    return ColumnBar(
        left=_percent(_LEFT + slot * (place + 0.5) - width / 2),
        width=_percent(width),
        top=f"{_TOP + _HEIGHT - tall:.1f}",
        height=f"{tall:.1f}",
        told=f"{date_format(week.monday, 'DATE_FORMAT')}: {number_format(week.number)}",
    )


def _step(most: int) -> int:
    """Return a round number (1, 2, 5, 10, 20, …) that goes into `most` at most _MOST_LINES times."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if most <= digit * power * _MOST_LINES:
                return digit * power
        power *= 10


def _days(weeks: Sequence[WeekCount], slot: float) -> list[AxisMark]:
    """Return a few of the Mondays, the first and the last among them."""
    shown = min(len(weeks), _MOST_DAYS)
    places = sorted({round(part * (len(weeks) - 1) / max(1, shown - 1)) for part in range(shown)})
    anchors = {0: "start", len(weeks) - 1: "end"} if len(weeks) > _MOST_DAYS else {}
    marks = []
    for place in places:
        day, anchor = weeks[place].monday, anchors.get(place, "middle")
        # Where its words begin, end, or have their middle.
        at = _LEFT + slot * (place + {"start": 0.1, "end": 0.9, "middle": 0.5}[anchor])
        # Short months have capitals in all of Django's languages; long ones only where they are written so.
        month = "b" if date_format(day, "F").islower() else "M"
        marks.append(AxisMark(_percent(at), date_format(day, f"j {month}"), anchor))
    return marks


def _percent(share: float) -> str:
    return f"{share:.2f}%"
