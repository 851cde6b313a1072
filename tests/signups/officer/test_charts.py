"""Who joined, counted and drawn."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from signups.models import Erasure, Stakeholder
from signups.reports.charts import (
    ChartPeriod,
    LabelCount,
    WeekCount,
    by_interest,
    by_kind,
    columns_of,
    joined_in,
    language_counts,
    per_week,
    rows_of,
)
from tests.factories import EventFactory, InterestFactory, StakeholderFactory
from tests.people import browser_of

CHARTS = reverse("admin:signups_stakeholder_charts")


def join(when, **details):
    """Somebody who joined at a moment, and confirmed."""
    person = StakeholderFactory(state="confirmed", **details)
    Stakeholder.objects.filter(pk=person.pk).update(created_at=when)
    return person


@pytest.mark.django_db
def test_weeks_are_counted_from_monday_in_our_time_those_without_anybody_too():
    join(datetime(2026, 11, 1, 22, 59, tzinfo=UTC))  # Sunday, a minute before midnight
    join(datetime(2026, 11, 1, 23, 1, tzinfo=UTC))
    join(datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert per_week(joined_in(ChartPeriod())) == [
        WeekCount(date(2026, 10, 26), 1),
        WeekCount(date(2026, 11, 2), 1),
        WeekCount(date(2026, 11, 9), 0),
        WeekCount(date(2026, 11, 16), 1),
    ]


@pytest.mark.django_db
def test_the_days_of_a_period_both_count():
    event = EventFactory()
    for day in (1, 2, 3, 4):
        join(datetime(2026, 6, day, 12, tzinfo=UTC), event=event if day == 2 else None)
    assert joined_in(ChartPeriod(date(2026, 6, 2), date(2026, 6, 3))).count() == 2
    assert joined_in(ChartPeriod(event=event)).count() == 1


@pytest.mark.django_db
def test_kinds_languages_and_interests_are_counted(in_english):
    energy, food = InterestFactory(label_en="Energy"), InterestFactory(label_en="Food")
    StakeholderFactory(kind="business", language="en", interests=[energy, food])
    StakeholderFactory(kind="business", language="nl", interests=[food])
    people = joined_in(ChartPeriod())
    assert [(str(each.label), each.number, each.share) for each in by_kind(people)][:2] == [
        ("Business", 2, 1.0),
        ("Knowledge institution", 0, 0.0),
    ]
    assert [(str(each.label), each.number) for each in language_counts(people)] == [("Dutch", 1), ("English", 1)]
    assert by_interest(people) == [LabelCount("Food", 2, 1.0), LabelCount("Energy", 1, 0.5)]


# --- Drawn: no database ------------------------------------------------------------------------------------------


def test_the_longest_bar_takes_the_whole_width_and_none_has_a_decimal_comma():
    with override("nl"):
        drawn = rows_of([LabelCount("A", 1234, 0.5), LabelCount("B", 411, 0.2), LabelCount("C", 0, 0)])
    assert [(row.number, row.length) for row in drawn.rows] == [("1.234", "100.00%"), ("411", "33.31%"), ("0", "0.00%")]


@pytest.mark.parametrize(
    "most, lines",
    [
        (1, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (7, ["0", "2", "4", "6", "8"]),
        (41, ["0", "10", "20", "30", "40", "50"]),
    ],
)
def test_lines_stand_at_round_numbers(most, lines):
    assert [line.words for line in columns_of([WeekCount(date(2026, 11, 2), most)]).lines] == lines


@pytest.mark.parametrize("weeks", [1, 2, 5, 6, 52, 600])
def test_no_bar_and_no_day_leaves_the_chart(weeks):
    drawn = columns_of([WeekCount(date(2015, 1, 5), number % 7) for number in range(weeks)])
    assert all(9 <= float(bar.left[:-1]) and float(bar.left[:-1]) + float(bar.width[:-1]) <= 100 for bar in drawn.bars)
    assert all(0 <= float(bar.top) <= float(drawn.base) for bar in drawn.bars)
    assert len({day.at for day in drawn.days}) == min(weeks, 5)


@pytest.mark.parametrize("language, words", [("nl", ["2 mrt", "9 mrt"]), ("en", ["2 Mar", "9 Mar"])])
def test_months_are_written_as_the_language_does(language, words):
    with override(language):
        drawn = columns_of([WeekCount(date(2026, 3, 2), 1), WeekCount(date(2026, 3, 9), 1)])
    assert [day.words for day in drawn.days] == words


def test_nobody_is_drawn_without_a_fault():
    assert (columns_of([]).bars, rows_of([]).rows) == ([], [])


# --- The page ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("people", [2, 30])
def test_the_page_asks_the_same_few_questions_however_many_joined(officer, people):
    for number in range(people):
        join(datetime(2026, 1, 1 + number % 28, tzinfo=UTC), interests=[InterestFactory()])
    officer.get(CHARTS)
    with CaptureQueriesContext(connection) as asked:
        page = officer.get(CHARTS)
    assert len(asked) <= 18
    assert page.context["number"] == people


@pytest.mark.django_db
def test_only_who_confirmed_is_counted_and_the_page_says_so(officer):
    join(datetime(2026, 6, 1, tzinfo=UTC))
    StakeholderFactory()
    page = " ".join(officer.get(CHARTS).content.decode().split())
    assert "<strong>1</strong> person joined and confirmed the address." in page
    assert "1 has yet to confirm, and isn’t counted in the charts." in page


@pytest.mark.django_db
def test_the_steps_of_an_event_leave_out_who_was_forgotten_and_say_so(officer):
    event = EventFactory()
    for where in (event, None):
        join(datetime(2026, 6, 1, tzinfo=UTC), event=where, confirmed_by="code")
    Erasure.objects.create(reason="unconfirmed")
    everywhere, there = officer.get(CHARTS), officer.get(f"{CHARTS}?event={event.pk}")
    assert [[row.number for row in page.context["funnel"]["drawn"].rows] for page in (everywhere, there)] == [
        ["3", "3", "2"],
        ["1", "1", "1"],
    ]
    for words, shown in [("from which event they came", [False, True]), ("and forgotten<", [True, False])]:
        assert [words in page.content.decode() for page in (everywhere, there)] == shown


@pytest.mark.django_db
def test_each_chart_has_a_name_a_description_and_a_table(officer):
    join(datetime(2026, 6, 1, tzinfo=UTC), interests=[InterestFactory(label_en="<b>Energy</b>")])
    page = officer.get(CHARTS).content.decode()
    charts = re.findall(r'<svg class="chart" role="img".*?</svg>', page, re.DOTALL)
    assert len(charts) == page.count('<caption class="visually-hidden">') == 5
    assert all("<title id=" in chart and "<desc id=" in chart for chart in charts)
    assert "style=" not in page
    assert "<b>Energy" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["?since=x", "?since=2026-12-01&until=2026-01-01", "?event=x", "?since=0001-01-01&until=9999-12-31", "?a=b"],
)
def test_a_period_that_makes_no_sense_is_answered(officer, query):
    join(datetime(2026, 6, 1, tzinfo=UTC))
    assert officer.get(CHARTS + query).status_code == 200


@pytest.mark.django_db
def test_a_writer_sees_no_charts():
    assert browser_of("writer").get(CHARTS).status_code == 403
