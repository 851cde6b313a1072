"""What visitors are told of something that was taken offline."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.planning import schedule
from content.workflow import publishing
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
WORDS = {"reason_nl": "De cijfers klopten niet.", "reason_en": "The figures were wrong."}


@pytest.fixture
def case():
    return CaseFactory(live=True)


def answer(visitor, case):
    response = visitor.get(case.addresses()["en"])
    return response.status_code, WORDS["reason_en"] in response.text


def test_the_reason_for_a_withdrawal_is_read_in_its_place(visitor, case):
    publishing.withdraw(case, reasons=WORDS)
    assert answer(visitor, case) == (410, True)


def test_what_an_event_takes_offline_says_what_is_said_of_the_event(visitor, case):
    publishing.withdraw(case.event, reasons=WORDS)
    assert answer(visitor, case) == (410, True)


def test_the_reason_for_a_withdrawal_that_is_planned_is_told_by_nobody_before(visitor, case):
    schedule.plan_withdrawal(case.event, timezone.now() + timedelta(days=1), reasons=WORDS)
    assert answer(visitor, case) == (200, False)
    publishing.withdraw(case)
    assert answer(visitor, case) == (410, False)


def test_what_is_said_of_a_case_goes_before_what_is_said_of_its_event(visitor, case):
    publishing.withdraw(case, reasons={"reason_en": "Begin anew."})
    publishing.withdraw(case.event, reasons=WORDS)
    response = visitor.get(case.addresses()["en"])
    assert ("Begin anew." in response.text, WORDS["reason_en"] in response.text) == (True, False)


def test_a_case_of_an_event_is_told_nothing_of_another(visitor, case):
    publishing.withdraw(CaseFactory(live=True), reasons=WORDS)
    publishing.withdraw(case)
    assert answer(visitor, case) == (410, False)
