"""What a mailing was filtered by is removed before it has left: it never goes to more people than an officer saw."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from content.trash.entries import erase_trashed as erase_from_bin
from signups.mailings import sending
from signups.mailings.sending import pause_mailing, resume_mailing, schedule_mailing, send_now, unschedule_mailing
from signups.models import Mailing
from tests.factories import EventFactory, InterestFactory, MailingFactory
from tests.people import browser_of
from tests.signups.mailings.joined import joined, leave, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """A stakeholder officer's browser, in English."""
    return browser_of("officer")


@pytest.fixture
def bees():
    """An interest, which Anna, Carla and Dirk have; Carla has another as well, Bert has none."""
    bees = InterestFactory(label_en="Bees")
    law = InterestFactory(label_en="Law")
    joined("Anna", interests=[bees])
    joined("Bert")
    joined("Carla", interests=[bees, law])
    joined("Dirk", interests=[bees])
    return bees


@pytest.fixture
def narrow(monkeypatch):
    """Two mails of a mailing wait in the outbox at a time."""
    monkeypatch.setattr(sending, "AT_ONCE", 2)


def planned(**filtered) -> Mailing:
    """Return a mailing whose time comes now, but of which the worker doesn't know yet."""
    mailing = MailingFactory(**filtered)
    schedule_mailing(mailing, timezone.now())
    return mailing


def page_of(officer, mailing) -> str:
    return officer.get(reverse("admin:signups_mailing_progress", args=[mailing.pk])).content.decode()


def delete(editor, interest) -> None:
    editor.post(reverse("admin:signups_interest_delete", args=[interest.pk]), {"post": "yes"})


def test_a_planned_mailing_whose_only_interest_is_removed_goes_to_nobody_and_says_why(editor, officer, bees, push):
    mailing = planned(interests=[bees])
    delete(editor, bees)
    assert "Take it from the schedule and choose the recipients again." in page_of(officer, mailing)
    assert push(mailing, times=3).state == "paused"
    assert written() == []
    page = page_of(officer, mailing)
    assert "nobody else gets it" in page and "Go on sending" not in page
    resume_mailing(mailing)
    assert push(mailing, times=2).state == "paused"
    assert written() == []


def test_taken_from_the_schedule_it_goes_to_whom_an_officer_chooses_again(editor, bees, push):
    mailing = planned(interests=[bees])
    delete(editor, bees)
    unschedule_mailing(mailing)
    mailing.kinds = ["citizen"]
    mailing.save()
    send_now(mailing)
    push(mailing)
    assert len(written()) == 4


def test_sent_before_its_time_it_goes_to_nobody_either(editor, bees, push):
    mailing = planned(interests=[bees])
    delete(editor, bees)
    send_now(mailing)
    push(mailing, times=2)
    assert written() == []


def test_a_planned_mailing_whose_event_is_emptied_from_the_bin_goes_to_nobody(officer, push):
    event = EventFactory(state="binned", binned_at=timezone.now() - timedelta(days=31))
    joined("Anna", event=event)
    joined("Bert")
    mailing = planned(event=event)
    erase_from_bin(event)
    assert push(mailing, times=3).state == "paused"
    assert written() == []
    assert "nobody else gets it" in page_of(officer, mailing)


def test_of_one_that_is_leaving_what_was_written_leaves_and_nothing_more_is_written(editor, bees, push, narrow):
    mailing = MailingFactory(interests=[bees])
    send_now(mailing)
    push(mailing)
    before = written()
    delete(editor, bees)
    assert push(mailing, times=3).state == "sending"
    leave()
    assert push(mailing, times=3).state == "paused"
    assert written() == before and len(before) == 2


def test_a_paused_mailing_does_not_widen_when_it_goes_on(editor, bees, push):
    mailing = MailingFactory(interests=[bees])
    send_now(mailing)
    pause_mailing(mailing)
    delete(editor, bees)
    resume_mailing(mailing)
    push(mailing, times=2)
    assert written() == []


def test_an_officer_may_go_on_to_those_who_chose_an_interest_that_is_left(editor, officer, bees, push):
    law = bees.__class__.objects.get(label_en="Law")
    mailing = planned(interests=[bees, law])
    delete(editor, bees)
    assert push(mailing, times=2).state == "paused"
    page = page_of(officer, mailing)
    assert "only people who chose one of the interests that are left" in page and "Go on sending" in page
    officer.post(reverse("admin:signups_mailing_resume", args=[mailing.pk]))
    push(mailing)
    leave()
    assert push(mailing).state == "sent"
    assert [to for to, *_rest in written()] == ["carla@example.org"]


def test_one_that_was_sent_tells_nothing_of_what_was_removed_later(editor, officer, bees, push):
    mailing = MailingFactory(interests=[bees])
    send_now(mailing)
    push(mailing)
    leave()
    assert push(mailing).state == "sent"
    delete(editor, bees)
    assert "update-missing" not in page_of(officer, mailing)


def test_the_database_lets_nothing_go_without_the_filter_that_was_seen():
    mailing = MailingFactory()
    with pytest.raises(IntegrityError, match="mailing_is_let_go_with_its_filter"):
        Mailing.objects.filter(pk=mailing.pk).update(state="sending")
