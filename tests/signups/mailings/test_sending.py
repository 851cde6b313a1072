"""A mailing on its way: begun once, paused, resumed, once to everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.outbox.message import message_id
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.suppression import suppress_email
from signups.mailings import sending
from signups.mailings.sending import (
    NotNow,
    pause_mailing,
    progress_of,
    push_mailings,
    resume_mailing,
    schedule_mailing,
    send_now,
    unschedule_mailing,
)
from signups.models import Delivery, Erasure, Mailing, Stakeholder
from tests.factories import MailingFactory
from tests.signups.mailings.joined import joined, leave, names, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """Anna reads Dutch, Bert English, Carla Dutch."""
    return [joined("Anna"), joined("Bert", language="en"), joined("Carla")]


@pytest.fixture
def narrow(monkeypatch):
    """Two mails of a mailing wait in the outbox at a time."""
    monkeypatch.setattr(sending, "AT_ONCE", 2)


# --- To whom, in which language -----------------------------------------------------------------------------------


def test_each_gets_it_in_their_own_language(three, push):
    mailing = MailingFactory(subject_nl="Nieuws", subject_en="News")
    send_now(mailing)
    push(mailing)
    assert written() == [
        ("anna@example.org", "nl", "Nieuws"),
        ("bert@example.org", "en", "News"),
        ("carla@example.org", "nl", "Nieuws"),
    ]


def test_words_in_the_other_language_are_marked_as_such(three, push):
    mailing = MailingFactory(subject_en="News", body_en="<p>This is new.</p>", subject_nl="", body_nl="")
    send_now(mailing)
    push(mailing)
    [anna, bert] = OutboxMessage.objects.filter(recipient__in=["anna@example.org", "bert@example.org"]).order_by(
        "recipient"
    )
    assert '<div lang="en"><p class="text"' in anna.html and "This is new." in anna.text
    assert (anna.language, bert.language) == ("nl", "en")
    assert '<div lang="en">' not in bert.html


def test_each_mail_can_be_answered_by_leaving(three, push):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    addresses = OutboxMessage.objects.values_list("unsubscribe", flat=True)
    assert len({address for address in addresses if address.startswith("http")}) == 3


# --- Once ---------------------------------------------------------------------------------------------------------


def test_nobody_gets_it_twice_and_when_all_have_left_it_is_sent(three, push):
    mailing = MailingFactory()
    send_now(mailing)
    assert push(mailing, times=3).state == "sending"
    assert len(written()) == Delivery.objects.count() == 3
    leave()
    assert push(mailing).state == "sent" and mailing.finished_at
    push(mailing, times=3)
    assert len(written()) == 3


def test_a_few_mails_wait_at_a_time(three, push, narrow):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing, times=3)
    assert len(written()) == 2
    leave()
    push(mailing)
    assert len(written()) == 3


def test_mails_that_are_put_off_hold_up_nobody(three, push, narrow):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    OutboxMessage.objects.update(tries=1, next_try_at=timezone.now() + timedelta(hours=1))
    assert push(mailing, times=2).state == "sending"
    assert len(written()) == 3


@pytest.mark.parametrize("settled", ["sent_at", "given_up_at"])
def test_what_leaves_or_never_will_ends_it(settled, three, push):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    OutboxMessage.objects.update(**{settled: timezone.now()})
    assert push(mailing).state == "sent"


def test_a_mailing_to_nobody_is_soon_done(push):
    mailing = MailingFactory()
    send_now(mailing)
    assert push(mailing).state == "sent"


# --- Who comes, goes and changes meanwhile ------------------------------------------------------------------------


def test_who_leaves_gets_nothing_more(three, push, narrow):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    for person in three:
        erase_stakeholder(person, Erasure.Reason.WITHDRAWN)
    assert (written(), Delivery.objects.count()) == ([], 0)
    assert push(mailing).state == "sent"


def test_who_changes_language_reads_the_new_one(three, push, narrow):
    mailing = MailingFactory(subject_nl="Nieuws", subject_en="News")
    send_now(mailing)
    push(mailing)
    waiting = Stakeholder.objects.exclude(deliveries__mailing=mailing).get()
    Stakeholder.objects.filter(pk=waiting.pk).update(language="en")
    leave()
    push(mailing)
    assert written(recipient=waiting.email) == [(waiting.email, "en", "News")]


def test_who_had_left_and_came_back_from_a_backup_is_erased_instead(three, push):
    suppress_email("ANNA@example.org")
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    assert [to for to, _language, _subject in written()] == ["bert@example.org", "carla@example.org"]
    assert names(Stakeholder.objects.all()) == ["Bert", "Carla"]
    assert Erasure.objects.get().reason == "suppressed"


def test_who_joined_anew_after_leaving_gets_it(push):
    suppress_email("anna@example.org")
    joined("Anna")
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    assert len(written()) == 1


# --- Pausing ------------------------------------------------------------------------------------------------------


def test_a_pause_takes_back_what_waits_and_resuming_goes_on(three, push, narrow):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    first = written()[0][0]
    leave(recipient=first)
    pause_mailing(mailing)
    assert ([to for to, *_rest in written()], Delivery.objects.count()) == ([first], 1)
    assert push(mailing, times=2).state == "paused"
    assert len(written()) == 1
    resume_mailing(mailing)
    push(mailing)
    assert [to for to, *_rest in written()] == ["anna@example.org", "bert@example.org", "carla@example.org"]


def test_what_the_server_has_in_hand_is_not_written_again(three, push):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    OutboxMessage.objects.filter(recipient="anna@example.org").update(handed_at=timezone.now())
    pause_mailing(mailing)
    resume_mailing(mailing)
    push(mailing)
    assert [to for to, *_rest in written()] == ["anna@example.org", "bert@example.org", "carla@example.org"]


def test_what_was_in_hand_and_is_put_off_waits_until_it_is_resumed(three, push):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    in_hand = OutboxMessage.objects.filter(recipient="anna@example.org")
    in_hand.update(handed_at=timezone.now())
    pause_mailing(mailing)
    in_hand.update(handed_at=None, tries=1)
    push(mailing)
    assert (written(), Delivery.objects.count()) == ([], 0)


def test_who_may_have_it_already_gets_it_under_the_same_name_after_a_pause(three, push):
    """A server that broke off without an answer may have delivered it: by the Message-ID, it can tell."""
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    OutboxMessage.objects.update(tries=1, next_try_at=timezone.now() + timedelta(minutes=5))
    before = {mail.recipient: message_id(mail) for mail in OutboxMessage.objects.all()}
    pause_mailing(mailing)
    resume_mailing(mailing)
    push(mailing)
    assert {mail.recipient: message_id(mail) for mail in OutboxMessage.objects.all()} == before
    assert len(set(before.values())) == 3


# --- By whom, when ------------------------------------------------------------------------------------------------

ACTS = {
    "send": send_now,
    "schedule": lambda mailing: schedule_mailing(mailing, timezone.now() + timedelta(hours=1)),
    "unschedule": unschedule_mailing,
    "pause": pause_mailing,
    "resume": resume_mailing,
}
CAN = {
    "draft": {"send": "sending", "schedule": "scheduled"},
    "scheduled": {"send": "sending", "schedule": "scheduled", "unschedule": "draft"},
    "sending": {"pause": "paused"},
    "paused": {"resume": "sending"},
    "sent": {},
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", Mailing.State.values)
def test_what_can_be_done_in_which_state(state, act):
    mailing = MailingFactory(state=state, started_at=timezone.now())
    if act in CAN[state]:
        ACTS[act](mailing)
    else:
        with pytest.raises(NotNow):
            ACTS[act](mailing)
    assert Mailing.objects.get().state == CAN[state].get(act, state)


def test_of_two_who_begin_it_one_does():
    mailing = MailingFactory()
    other = Mailing.objects.get()
    send_now(mailing)
    with pytest.raises(NotNow):
        send_now(other)


def test_what_is_planned_begins_when_its_moment_has_come(three, push):
    mailing = MailingFactory()
    schedule_mailing(mailing, timezone.now() + timedelta(minutes=1))
    assert push(mailing).state == "scheduled"
    Mailing.objects.update(planned_for=timezone.now() - timedelta(seconds=1))
    assert push(mailing).state == "sending"
    assert len(written()) == 3


def test_what_can_not_be_written_now_keeps_nothing_else_back(three, push, monkeypatch, caplog):
    broken, sound = MailingFactory(), MailingFactory()
    send_now(broken)
    send_now(sound)
    write = sending.write_mailing

    def stumble(mailing, people):
        write(mailing, people)
        if mailing == broken:
            raise ValueError

    monkeypatch.setattr(sending, "write_mailing", stumble)
    push_mailings()
    assert [len(written(batch=mailing.pk)) for mailing in (broken, sound)] == [0, 3]
    assert [mailing.deliveries.count() for mailing in (broken, sound)] == [0, 3]
    assert str(broken.pk) in caplog.text


# --- How far ------------------------------------------------------------------------------------------------------


def test_how_far_it_is(three, push, narrow):
    mailing = MailingFactory()
    assert progress_of(mailing) == (3, 0, 0, 0, 0, 0)
    send_now(mailing)
    push(mailing)
    assert progress_of(mailing) == (3, 2, 0, 2, 0, 0)
    leave()
    push(mailing)
    assert progress_of(mailing) == (3, 3, 2, 1, 0, 0)
    OutboxMessage.objects.waiting().update(given_up_at=timezone.now())
    assert progress_of(push(mailing)) == (3, 3, 2, 0, 1, 0)


def test_what_nobody_knows_of_is_told_apart(three, push):
    mailing = MailingFactory()
    send_now(mailing)
    push(mailing)
    leave(recipient="anna@example.org")
    OutboxMessage.objects.filter(recipient="bert@example.org").update(handed_at=timezone.now())
    assert progress_of(mailing) == (3, 3, 1, 1, 0, 1)


# --- Cost ---------------------------------------------------------------------------------------------------------


def test_nothing_to_do_costs_a_question(django_assert_num_queries):
    MailingFactory()
    MailingFactory(state="sent")
    with django_assert_num_queries(1):
        push_mailings()


@pytest.mark.parametrize("people", [2, 12])
def test_how_far_it_is_costs_the_same_for_few_and_many(people, django_assert_num_queries):
    for number in range(people):
        joined(f"Person{number}")
    mailing = MailingFactory()
    with django_assert_num_queries(6):
        progress_of(mailing)


@pytest.mark.parametrize("people", [4, 40])
def test_writing_it_costs_the_same_for_few_and_many(people, django_assert_max_num_queries):
    for number in range(people):
        joined(f"Person{number}", language="en" if number % 2 else "nl")
    send_now(MailingFactory())
    # SQLite takes forty rows of an outbox in two parts.
    with django_assert_max_num_queries(13):
        push_mailings()
    assert len(written()) == people
