"""What is planned happens at its moment, whoever comes by, and nothing else does."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.utils import timezone

from content.planning import schedule
from content.planning.admin import MomentField
from content.planning.middleware import DueCache, outlook
from content.workflow import publishing
from content.workflow.models import Appointment, Version
from content.workflow.signals import published
from events.models import Case
from tests.factories import CaseFactory, EventFactory
from tests.racing import at_once, run_all_due

NINE = datetime(2027, 6, 3, 7, 0, tzinfo=UTC)  # nine o'clock in summer


@pytest.fixture
def clock():
    """The time, which the test sets: clock(moment)."""
    with mock.patch("django.utils.timezone.now") as now:
        clock = lambda moment: setattr(now, "return_value", moment)  # noqa: E731
        clock(NINE - timedelta(days=1))
        yield clock


@pytest.fixture
def case(db):
    return CaseFactory(event=EventFactory(live=True), title_nl="Spiegel", title_en="Mirror")


def status(visitor, case) -> int:
    return visitor.get(case.addresses()["en"]).status_code


# --- The public sees the right thing at the right minute --------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_first_visitor_at_nine_sees_what_was_planned_for_nine(visitor, clock, case):
    schedule.plan_publication(case, NINE)
    clock(NINE - timedelta(seconds=1))
    assert status(visitor, case) == 404
    clock(NINE)
    assert status(visitor, case) == 200


@pytest.mark.django_db(transaction=True)
def test_at_the_end_of_the_day_the_first_visitor_is_told_that_it_is_gone(visitor, clock, case):
    publishing.publish(case)
    schedule.plan_withdrawal(case, NINE, reasons={"reason_en": "Registration is closed."})
    clock(NINE - timedelta(seconds=1))
    assert status(visitor, case) == 200
    clock(NINE)
    assert status(visitor, case) in {404, 410}


@pytest.mark.django_db(transaction=True)
def test_what_another_process_planned_is_known_within_fifteen_seconds(visitor, clock, case):
    with mock.patch("content.planning.middleware.monotonic") as passed:
        passed.return_value = 1000.0
        outlook.forget()
        assert status(visitor, case) == 404
        with mock.patch("content.planning.schedule._listeners", []):  # the other process tells only its own
            schedule.plan_publication(case, NINE)
        clock(NINE)
        passed.return_value = 1014.9
        assert status(visitor, case) == 404
        passed.return_value = 1015.0
        assert status(visitor, case) == 200


def test_pages_ask_nothing_as_long_as_nothing_is_due(visitor, case, clock, django_assert_num_queries):
    outlook.forget()
    with django_assert_num_queries(1):
        outlook.keep_up()
    with django_assert_num_queries(0):
        outlook.keep_up()


def test_a_page_is_shown_when_the_schedule_cannot_be_asked(visitor, case, caplog):
    publishing.publish(case)
    outlook.forget()
    with mock.patch("content.planning.schedule.next_moment", side_effect=OperationalError("busy")) as asked:
        assert [status(visitor, case), status(visitor, case)] == [200, 200]
    assert asked.call_count == 1
    assert "could not be looked up" in caplog.text


def test_what_an_editor_sends_is_not_kept_waiting_for_it(client, case, clock):
    Appointment.objects.create(target=case, act="publish", at=NINE, title="Mirror")
    outlook.forget()
    clock(NINE)
    client.post("/admin/login/")
    assert not Case.objects.get().is_live


# --- What happens -----------------------------------------------------------------------------------------------------


def test_what_is_waiting_at_the_moment_is_published_with_its_last_words(case, clock):
    schedule.plan_publication(case, NINE)
    case.title_en = "Mirrors"
    publishing.save(case)
    assert (schedule.run_due(NINE), schedule.run_due(NINE)) == (1, 0)
    case.refresh_from_db()
    assert (case.is_live, case.title_en) == (True, "Mirrors")
    assert not Appointment.objects.exists()


def test_the_history_names_who_planned_it(editor, case, clock):
    schedule.plan_publication(case, NINE, author=editor.user)
    schedule.run_due(NINE)
    acts = list(Version.objects.of(case).values_list("act", "author_name"))
    assert acts == [("published", editor.user.username), ("scheduled", editor.user.username)]


def test_after_a_night_without_visitors_everything_happens_in_its_order(case, clock):
    schedule.plan_publication(case, NINE)
    schedule.plan_withdrawal(case, NINE + timedelta(hours=1))
    assert schedule.run_due(NINE + timedelta(days=1)) == 2
    case.refresh_from_db()
    assert case.state == "withdrawn"


def test_published_and_withdrawn_at_the_same_moment_is_not_shown(case, clock):
    schedule.plan_withdrawal(case, NINE)
    schedule.plan_publication(case, NINE)
    schedule.run_due(NINE)
    case.refresh_from_db()
    assert case.state == "withdrawn"


@pytest.mark.django_db
def test_what_is_incomplete_is_not_planned(clock):
    case = CaseFactory(event=None)
    with pytest.raises(ValidationError):
        schedule.plan_publication(case, NINE)
    assert schedule.next_moment() is None


def test_what_became_incomplete_is_kept_with_the_reason_and_not_tried_again(case, clock):
    schedule.plan_publication(case, NINE)
    Case.objects.update(event=None)
    assert schedule.run_due(NINE) == 0
    failed = Appointment.objects.failed().get()
    assert failed.problem.startswith("Evenement: ")
    Case.objects.update(event=EventFactory(live=True))
    assert schedule.run_due(NINE) == 0
    schedule.plan_publication(case, NINE)
    assert schedule.run_due(NINE) == 1


def test_what_goes_wrong_with_one_keeps_no_other_from_happening(case, clock, caplog):
    broken = CaseFactory(event=case.event, title_nl="Kapot", title_en="Broken")
    for each, minutes in [(broken, 0), (case, 1)]:
        schedule.plan_publication(each, NINE + timedelta(minutes=minutes))
    real = publishing.publish

    def publish(item, **given):
        return real(item, **given) if item == case else 1 / 0

    with mock.patch("content.workflow.publishing.publish", publish):
        assert schedule.run_due(NINE + timedelta(hours=1)) == 1
    assert Appointment.objects.failed().get().target == broken
    assert "ZeroDivisionError" in caplog.text


def test_a_busy_database_is_no_reason_to_give_up(case, clock):
    schedule.plan_publication(case, NINE)
    with mock.patch("content.workflow.publishing.publish", side_effect=OperationalError("database is locked")):
        assert schedule.run_due(NINE) == 0
    assert not Appointment.objects.failed().exists()
    assert schedule.run_due(NINE) == 1


def test_a_moment_that_failed_for_now_does_not_make_every_page_try_again(case, clock):
    schedule.plan_publication(case, NINE)
    clock(NINE)
    known = DueCache()
    with mock.patch("content.workflow.publishing.publish", side_effect=OperationalError("locked")) as tried:
        known.keep_up()
        known.keep_up()
    assert tried.call_count == 1


def test_what_is_taken_from_the_schedule_does_not_happen(case, clock):
    schedule.plan_publication(case, NINE)
    schedule.cancel_appointments(case)
    assert (schedule.next_moment(), schedule.run_due(NINE)) == (None, 0)


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_publish_once(case, clock):
    schedule.plan_publication(case, NINE)
    heard = []
    published.connect(hear := lambda pk, **_kwargs: heard.append(pk), weak=False)
    at_once(*[lambda: run_all_due(NINE)] * 2)
    published.disconnect(hear)
    assert heard == [case.pk]
    assert list(Version.objects.of(case).values_list("act", flat=True)) == ["published", "scheduled"]


# --- Clocks that change -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed, moment",
    [
        ("2027-03-27T09:00", datetime(2027, 3, 27, 8, 0, tzinfo=UTC)),
        ("2027-03-28T09:00", datetime(2027, 3, 28, 7, 0, tzinfo=UTC)),
        ("2027-10-30T09:00", datetime(2027, 10, 30, 7, 0, tzinfo=UTC)),
        ("2027-10-31T09:00", datetime(2027, 10, 31, 8, 0, tzinfo=UTC)),
        ("2027-10-31T01:59", datetime(2027, 10, 30, 23, 59, tzinfo=UTC)),
        ("2027-10-31T03:00", datetime(2027, 10, 31, 2, 0, tzinfo=UTC)),
    ],
)
def test_nine_o_clock_is_nine_on_the_wall_before_and_after_a_change_of_clocks(clock, typed, moment):
    clock(datetime(2027, 1, 1, tzinfo=UTC))
    given = MomentField().clean(typed)
    assert given == moment
    assert timezone.localtime(given).strftime("%Y-%m-%dT%H:%M") == typed


@pytest.mark.parametrize(
    "typed, reason",
    [("2026-10-25T02:30", "comes twice"), ("2027-03-28T02:30", "doesn’t exist"), ("2026-10-24T09:00", "has passed")],
)
def test_a_time_that_no_clock_or_two_clocks_show_is_refused_in_words(clock, in_english, typed, reason):
    clock(datetime(2026, 10, 24, 12, 0, tzinfo=UTC))
    with pytest.raises(ValidationError, match=reason):
        MomentField().clean(typed)
