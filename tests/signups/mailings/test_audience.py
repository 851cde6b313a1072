"""Whom a mailing goes to."""

import pytest
from django.utils import timezone

from signups.mailings.audience import AudienceFilter, count_by_language, pending_recipients, taken_in
from tests.factories import DeliveryFactory, EventFactory, InterestFactory, MailingFactory, StakeholderFactory
from tests.signups.mailings.joined import joined, names

pytestmark = pytest.mark.django_db


def test_only_who_confirmed_and_agreed():
    joined("Anna")
    joined("Bert", state="pending")
    StakeholderFactory(name="Carla", state="confirmed")  # whose consent is nowhere
    assert names(taken_in(AudienceFilter())) == ["Anna"]


@pytest.mark.parametrize(
    "chosen, expected",
    [
        (AudienceFilter(kinds=["citizen"]), ["Anna", "Carla"]),
        (AudienceFilter(kinds=["citizen", "business"]), ["Anna", "Bert", "Carla"]),
        (AudienceFilter(languages=["en"]), ["Bert", "Carla"]),
        (AudienceFilter(kinds=["citizen"], languages=["en"]), ["Carla"]),
        (AudienceFilter(kinds=["government"]), []),
    ],
)
def test_values_of_one_question_widen_and_questions_narrow(chosen, expected):
    joined("Anna", kind="citizen", language="nl")
    joined("Bert", kind="business", language="en")
    joined("Carla", kind="citizen", language="en")
    assert names(taken_in(chosen)) == expected


def test_who_has_two_of_the_interests_counts_once():
    food, energy, water = InterestFactory(), InterestFactory(), InterestFactory()
    joined("Anna", interests=[food, energy])
    joined("Bert", interests=[energy])
    joined("Carla", interests=[water])
    joined("Dirk")
    assert names(taken_in(AudienceFilter(interests=[food.pk, energy.pk]))) == ["Anna", "Bert"]


def test_of_one_event():
    here, there = EventFactory(), EventFactory()
    joined("Anna", event=here)
    joined("Bert", event=there)
    joined("Carla")
    assert names(taken_in(AudienceFilter(event=here.pk))) == ["Anna"]


def test_who_has_it_awaits_it_no_more():
    mailing = MailingFactory()
    DeliveryFactory(mailing=mailing, stakeholder=joined("Anna"))
    DeliveryFactory(stakeholder=joined("Bert"))  # of another mailing
    assert names(pending_recipients(mailing)) == ["Bert"]


def test_who_joins_once_it_leaves_comes_too_late():
    joined("Anna")
    mailing = MailingFactory(state="sending", started_at=timezone.now())
    joined("Bert")
    assert names(pending_recipients(mailing)) == ["Anna"]


def test_counted_by_language():
    joined("Anna", language="nl")
    joined("Bert", language="nl")
    assert count_by_language(taken_in(AudienceFilter())) == {"nl": 2, "en": 0}
