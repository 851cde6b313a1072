"""Charts as SVG: where each bar stands. Lengths across are in percent, so that a chart is as wide as its page and its
letters stay as large as they are; the templates put them into elements, and the stylesheet gives them their colours.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.text import Truncator

from signups.reports.charts import LabelCount, WeekCount

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
