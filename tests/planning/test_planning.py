"""Publishing and withdrawing at a moment, as editors plan it and as they are told of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.planning import schedule
from content.workflow import publishing
from content.workflow.models import Appointment, Version, Withdrawal
from events.models import Case
from tests.editing.buttons import notes
from tests.editing.forms import Fields, edit, told
from tests.factories import AlbumFactory, AppointmentFactory, CaseFactory, DraftFactory, EventFactory
from tests.people import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NINE = datetime(2031, 6, 3, 7, 0, tzinfo=UTC)  # nine o'clock in summer
TYPED = "2031-06-03T09:00"
CLOSED = {"reason_nl": "Gesloten.", "reason_en": "Registration is closed."}


@pytest.fixture
def case():
    return CaseFactory(live=True, title_en="Mirror")


@pytest.fixture
def draft():
    return CaseFactory(event=EventFactory(live=True), title_en="Window")


def at(act, item) -> str:
    return reverse(f"admin:events_case_{act}", args=[item.pk])


def acts_of(item) -> list[str]:
    return [version.act for version in Version.objects.of(item)]


def planned_for(item) -> dict:
    return dict(Appointment.objects.of(item).values_list("act", "at"))


# --- Withdrawing at a moment --------------------------------------------------------------------------------------


def test_what_is_to_be_withdrawn_stays_until_then_and_the_reason_is_told_after(editor, visitor, case, form_of):
    page = editor.post(at("withdraw", case), {**CLOSED, "withdraw_at": TYPED}, follow=True)
    assert told(page) == ["“Mirror” will be withdrawn then."]
    assert notes(page) == ["This will be withdrawn on 3 June 2031, 09:00."]
    address = case.addresses()["en"]
    assert visitor.get(address).status_code == 200
    assert schedule.run_due(NINE - timedelta(seconds=1)) == 0
    assert schedule.run_due(NINE) == 1
    gone = visitor.get(address)
    assert (gone.status_code, "Registration is closed." in gone.text) == (410, True)
    assert (planned_for(case), notes(editor.get(form_of(case)))) == ({}, [])


def test_nothing_is_withdrawn_at_a_moment_that_has_passed(editor, case):
    page = editor.post(at("withdraw", case), {"withdraw_at": "2011-06-03T09:00"})
    assert "This moment has passed already." in page.text
    assert (planned_for(case), Case.objects.get(pk=case.pk).is_live) == ({}, True)


def test_the_page_that_asks_before_withdrawing_shows_the_reason_that_was_planned(editor, case):
    schedule.plan_withdrawal(case, NINE, reasons=CLOSED)
    assert "Registration is closed." in editor.get(at("withdraw", case)).text


def test_publishing_leaves_a_planned_withdrawal_and_its_reason_alone(case):
    schedule.plan_withdrawal(case, NINE, reasons=CLOSED)
    schedule.plan_publication(case, NINE - timedelta(days=1))
    publishing.publish(case)
    assert planned_for(case) == {"withdraw": NINE}
    assert Withdrawal.objects.of(case).get().reason_en == "Registration is closed."


def test_publishing_again_forgets_why_something_was_withdrawn(case):
    publishing.withdraw(case, reasons=CLOSED)
    publishing.publish(case)
    assert not Withdrawal.objects.exists()


def test_withdrawing_leaves_a_planned_publication_alone(case):
    schedule.plan_withdrawal(case, NINE)
    schedule.plan_publication(case, NINE + timedelta(days=1))
    publishing.withdraw(case)
    assert planned_for(case) == {"publish": NINE + timedelta(days=1)}


def test_withdrawing_at_once_says_so(editor, case):
    page = editor.post(at("withdraw", case), {"leads_to": ""}, follow=True)
    assert told(page) == ["“Mirror” is withdrawn; visitors don’t see it any more."]
    assert not Case.objects.get().is_live


# --- Changing one's mind ------------------------------------------------------------------------------------------


def test_taking_from_the_schedule_is_for_everything_and_is_noted_once(editor, case):
    other = CaseFactory(live=True)
    for each in (case, other):
        schedule.plan_publication(each, NINE)
        schedule.plan_withdrawal(each, NINE)
    page = editor.post(at("unschedule", case), follow=True)
    assert told(page) == ["“Mirror” is taken from the schedule."]
    assert (planned_for(case), len(planned_for(other))) == ({}, 2)
    editor.post(at("unschedule", case))
    assert acts_of(case) == ["unscheduled", "scheduled", "scheduled"]
    assert Version.objects.of(case).first().author == editor.user
    assert editor.get(at("unschedule", case)).status_code == 405


def test_planning_again_puts_the_new_moment_in_place_of_the_old_and_forgets_what_went_wrong(editor, draft, form_of):
    edit(editor, form_of(draft), press="_schedule", publish_at=TYPED)
    Appointment.objects.update(problem="Event: This field cannot be blank.")
    edit(editor, form_of(draft), press="_schedule", publish_at="2031-06-04T09:00")
    assert planned_for(draft) == {"publish": NINE + timedelta(days=1)}
    assert Appointment.objects.get().problem == ""


def test_what_is_thrown_away_is_planned_no_longer(case):
    schedule.plan_publication(case, NINE)
    schedule.plan_withdrawal(case, NINE)
    publishing.throw_away(case)
    assert planned_for(case) == {}


def test_what_is_incomplete_is_kept_and_not_planned(editor, form_of):
    case = CaseFactory(live=True)
    page = edit(editor, form_of(case), press="_schedule", publish_at=TYPED, title_nl="", title_en="")
    assert planned_for(case) == {}
    assert page.context["faults"]


# --- What is told of it -------------------------------------------------------------------------------------------


def test_the_form_proposes_the_planned_moment_and_none_once_it_has_failed(editor, draft, form_of):
    schedule.plan_publication(draft, NINE)
    page = editor.get(form_of(draft))
    assert Fields(page.text).values["publish_at"] == TYPED
    Appointment.objects.update(problem="Event: This field cannot be blank.")
    page = editor.get(form_of(draft))
    assert Fields(page.text).values["publish_at"] == ""
    assert notes(page) == [
        "This should have been published on 3 June 2031, 09:00, and could not be: Event: This field cannot be blank."
    ]


def test_the_start_page_tells_the_next_ten_the_first_first(editor):
    now = timezone.now()
    for days in (12, 3, 7, 1, 11, 5, 9, 2, 8, 4, 10, 6):
        AppointmentFactory(at=now + timedelta(days=days), title=f"{days}")
        AppointmentFactory(at=now - timedelta(days=days), title=f"{days}", problem="It could not be.", act="withdraw")
    page = editor.get("/admin/")
    assert [each.words for each in page.context["planned"]] == [f"Publish “{days}”" for days in range(1, 11)]
    assert [each.words for each in page.context["failed"]] == [f"Withdraw “{days}”" for days in range(12, 2, -1)]


def test_the_start_page_tells_each_of_what_they_may_see():
    AppointmentFactory(target=CaseFactory(), title="Mirror")
    AppointmentFactory(target=AlbumFactory(), title="Photos")
    seen = browser_of("photo_editor").get("/admin/").context["planned"]
    assert [each.words for each in seen] == ["Publish “Photos”"]


# --- In lists -----------------------------------------------------------------------------------------------------


@pytest.fixture
def cases():
    """One in each state, called by it."""
    made = {
        name: CaseFactory(live=True, title_en=name) for name in ("live", "waiting", "ending", "withdrawn", "failed")
    }
    made |= {name: CaseFactory(event=EventFactory(live=True), title_en=name) for name in ("draft", "planned")}
    DraftFactory(target=made["waiting"])
    schedule.plan_withdrawal(made["ending"], NINE)
    schedule.plan_publication(made["planned"], NINE)
    publishing.withdraw(made["withdrawn"])
    AppointmentFactory(target=made["failed"], problem="It could not be.")
    return made


@pytest.mark.parametrize(
    "state, names",
    [
        ("draft", {"draft", "planned"}),
        ("published", {"live", "waiting", "ending", "failed"}),
        ("waiting", {"waiting"}),
        ("scheduled", {"ending", "planned"}),
        ("withdrawn", {"withdrawn"}),
        ("", {"draft", "planned", "live", "waiting", "ending", "failed", "withdrawn"}),
    ],
)
def test_a_list_is_narrowed_to_one_state(editor, list_of, cases, state, names):
    found = editor.get(list_of(Case), {"state": state} if state else {}).context["cl"].queryset
    assert {case.title_en for case in found} == names


def test_a_form_has_a_badge_for_each_thing_that_is_so(editor, form_of, cases):
    badges = {
        name: [str(mark.words) for mark in editor.get(form_of(case)).context["marks"]] for name, case in cases.items()
    }
    assert badges == {
        "draft": ["Draft"],
        "live": ["Published"],
        "waiting": ["Published", "Changes waiting"],
        "planned": ["Draft", "Publishes 3 June 2031, 09:00"],
        "ending": ["Published", "To be withdrawn 3 June 2031, 09:00"],
        "withdrawn": ["Withdrawn"],
        "failed": ["Published", "Could not be done"],
    }
