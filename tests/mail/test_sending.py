"""What becomes of a mail, in whatever mood the mail server is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from freezegun import freeze_time

from content.mail.models import OutboxMessage
from content.mail.outbox import sending, smtp
from content.mail.outbox.sending import PAUSES, deliver_due
from tests.factories import OutboxMessageFactory
from tests.mail.servers import Server, hang_up

pytestmark = pytest.mark.django_db


def many(number: int) -> list[OutboxMessage]:
    return [OutboxMessageFactory(subject=f"Mail {n}", recipient=f"n{n}@example.org") for n in range(number)]


def reread(mail: OutboxMessage) -> OutboxMessage:
    mail.refresh_from_db()
    return mail


def make_due() -> None:
    OutboxMessage.objects.update(next_try_at=timezone.now())


# --- All is well -----------------------------------------------------------------------------------------------


def test_what_is_due_is_sent_once(by_smtp):
    mails = many(45)
    assert [deliver_due().sent, deliver_due().sent] == [45, 0]
    assert sorted(by_smtp.subjects) == sorted(mail.subject for mail in mails)
    assert sorted(by_smtp.recipients) == sorted(mail.recipient for mail in mails)
    mail = reread(mails[0])
    assert mail.sent_at and mail.handed_at and (mail.tries, mail.error, mail.claim) == (1, "", None)


def test_a_batch_of_mails_takes_one_connection(by_smtp):
    many(45)
    deliver_due()
    assert by_smtp.connections == 1


def test_what_is_not_due_waits(by_smtp):
    OutboxMessageFactory(next_try_at=timezone.now() + timedelta(minutes=1))
    OutboxMessageFactory(given_up_at=timezone.now())
    OutboxMessageFactory(claim=uuid4(), claimed_until=timezone.now() + timedelta(minutes=1))
    assert deliver_due().sent == 0


def test_a_mail_to_one_person_goes_before_an_update_to_all(by_smtp):
    for number in range(30):
        OutboxMessageFactory(subject=f"Update {number}", batch=uuid4())
    OutboxMessageFactory(subject="Your code")
    deliver_due()
    assert by_smtp.subjects[0] == "Your code"
    assert len(by_smtp.subjects) == 31


def test_a_site_without_a_mail_server_keeps_its_mail(server):
    mail = OutboxMessageFactory()
    assert deliver_due() == (0, "")
    assert OutboxMessage.objects.waiting().get() == mail


# --- The server says no ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["on_recipient", "on_mail"])
def test_a_refusal_for_good_is_the_end_and_the_outbox_says_why(by_smtp, stage):
    setattr(by_smtp, stage, lambda *_: "550 5.1.1 <n0@example.org>: no such mailbox")
    (mail,) = many(1)
    assert deliver_due().sent == 0
    reread(mail)
    assert mail.given_up_at and mail.sent_at is None
    assert mail.error == "550 5.1.1 <…>: no such mailbox"
    make_due()
    by_smtp.on_recipient = by_smtp.on_mail = lambda *_: None
    assert deliver_due().sent == 0


@pytest.mark.parametrize("stage", ["on_recipient", "on_mail"])
def test_a_refusal_for_now_is_tried_again_under_the_same_name(by_smtp, stage):
    names = []
    setattr(by_smtp, stage, lambda *_: "451 4.7.1 Greylisted")
    (mail,) = many(1)
    deliver_due()
    reread(mail)
    assert (mail.tries, mail.error, mail.handed_at) == (1, "451 4.7.1 Greylisted", None)
    assert deliver_due().sent == 0  # not at once
    by_smtp.on_recipient = by_smtp.on_mail = lambda *_: None
    make_due()
    assert deliver_due().sent == 1
    names = [each["Message-ID"] for each in by_smtp.kept]
    assert names == [f"<{mail.pk}@www.example.org>"]
    assert (reread(mail).tries, mail.error) == (2, "")


def test_pauses_grow_and_after_three_days_it_is_given_up(by_smtp):
    by_smtp.on_mail = lambda *_: "451 Not now"
    pauses = []
    with freeze_time("2026-11-24 09:00", tick=False) as clock:
        begun = timezone.now()
        (mail,) = many(1)
        while reread(mail).given_up_at is None:
            clock.move_to(mail.next_try_at)
            tried_at = timezone.now()
            deliver_due()
            pauses.append(reread(mail).next_try_at - tried_at)
        assert timedelta(days=2.5) < mail.given_up_at - begun < timedelta(days=3.5)
    assert pauses[:-1] == PAUSES == sorted(PAUSES)


def test_one_who_is_refused_holds_up_nobody(by_smtp):
    by_smtp.on_recipient = lambda address: "550 No" if address.startswith("n1@") else None
    many(3)
    assert deliver_due().sent == 2
    assert sorted(by_smtp.subjects) == ["Mail 0", "Mail 2"]


# --- The connection breaks -------------------------------------------------------------------------------------


def test_a_connection_that_breaks_before_the_mail_is_whole_costs_nobody_else_a_try(by_smtp):
    def break_once(address):
        by_smtp.on_recipient = lambda _address: None
        return "421 Going away"

    by_smtp.on_recipient = break_once
    mails = many(3)
    assert deliver_due().sent == 2
    assert sorted(reread(mail).tries for mail in mails) == [1, 1, 1]
    make_due()
    assert deliver_due().sent == 1
    assert len(set(by_smtp.subjects)) == len(by_smtp.subjects) == 3


@pytest.mark.parametrize("kept_it", [False, True])
def test_a_connection_that_breaks_without_an_answer_is_tried_again_under_the_same_name(by_smtp, kept_it):
    """RFC 5321 §4.5.4.1: whoever gets no answer tries again; by the same Message-ID, who had it already can tell."""

    def break_once(session, mail):
        by_smtp.on_mail = lambda *_: None
        if kept_it:
            by_smtp.keep(mail)
        return hang_up(session)

    by_smtp.on_mail = break_once
    (mail,) = many(1)
    assert deliver_due().sent == 0
    assert (reread(mail).tries, mail.handed_at, mail.sent_at) == (1, None, None)
    make_due()
    assert deliver_due().sent == 1
    assert [each["Message-ID"] for each in by_smtp.kept] == [f"<{mail.pk}@www.example.org>"] * (2 if kept_it else 1)


def test_a_server_that_restarts_in_the_middle_gets_the_rest_afterwards(by_smtp):
    many(30)
    stopped = []

    def stop_at_ten(session, mail):
        if len(by_smtp.kept) == 10 and not stopped:
            stopped.append(mail["Subject"])
            return hang_up(session)
        return None

    by_smtp.on_mail = stop_at_ten
    deliver_due()
    by_smtp.restart()
    make_due()
    deliver_due()
    assert sorted(by_smtp.subjects) == sorted(f"Mail {n}" for n in range(30))


def test_when_nobody_answers_all_wait_without_it_counting_against_them(sends_to):
    sends_to(Server())
    mails = many(3)
    done = deliver_due()
    assert done.sent == 0
    assert done.trouble == "[Errno 111] Connection refused"
    assert {(reread(mail).tries, mail.claim, mail.error) for mail in mails} == {(0, None, done.trouble)}
    assert OutboxMessage.objects.due().count() == 3


def test_a_server_that_takes_its_time_is_waited_for_after_the_last_dot(by_smtp, monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    by_smtp.slow = 0.8
    many(2)
    assert deliver_due().sent == 2
    assert len(by_smtp.kept) == 2


@pytest.mark.parametrize(("word", "answer"), [("QUIT", None), ("RSET", "550 No")])
def test_a_server_that_says_nothing_after_a_mail_is_not_waited_for_as_long(by_smtp, monkeypatch, word, answer):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    by_smtp.on_mail, by_smtp.silent_at = lambda *_: answer, word
    many(2)
    assert deliver_due().sent == (0 if answer else 2)
    assert (OutboxMessage.objects.unsettled().count(), by_smtp.waited_for) == (0, 0)


def test_a_server_that_says_nothing_at_all_is_given_up_for_now(sends_to, monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.2)
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        server = Server(port=silent.getsockname()[1])
        sends_to(server)
        many(1)
        assert "timed out" in deliver_due().trouble
    assert OutboxMessage.objects.get().tries == 0


def test_a_server_that_doesn_t_know_us_makes_all_wait(server, sends_to, settings):
    sends_to(server)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "smartup", "secret"
    mails = many(2)
    assert "AUTH" in deliver_due().trouble
    assert {reread(mail).tries for mail in mails} == {0}


# --- Somebody else is faster -----------------------------------------------------------------------------------


@pytest.mark.parametrize("meanwhile", ["erased", "taken"])
def test_a_mail_that_is_not_ours_any_more_never_gets_its_last_dot(by_smtp, monkeypatch, meanwhile):
    mails = many(3)
    hand_over = sending.OutboxClaim.hand_over

    def too_late(claim, key):
        if key == mails[0].pk:
            rows = OutboxMessage.objects.filter(pk=key)
            rows.delete() if meanwhile == "erased" else rows.update(claim=uuid4())
        hand_over(claim, key)

    monkeypatch.setattr(sending.OutboxClaim, "hand_over", too_late)
    assert deliver_due().sent == 2
    assert sorted(by_smtp.subjects) == ["Mail 1", "Mail 2"]
    left = OutboxMessage.objects.filter(pk=mails[0].pk).first()
    assert left is None if meanwhile == "erased" else (left.handed_at, left.sent_at, left.tries) == (None, None, 0)


def test_a_claim_is_renewed_as_long_as_its_sender_lives(by_smtp, monkeypatch):
    monkeypatch.setattr(sending, "RENEWED_AFTER", 0)
    mails = many(2)
    seen = []

    def look(_session, _mail):
        seen.append(1)

    by_smtp.on_mail = look
    old = timezone.now() - timedelta(hours=1)
    claim = sending.OutboxClaim()
    claim.take()
    OutboxMessage.objects.update(claimed_until=old)
    claim.keep()
    assert all(reread(mail).claimed_until > timezone.now() for mail in mails)


def test_a_claim_that_has_run_out_is_anybody_s(by_smtp):
    many(1)
    sending.OutboxClaim().take()
    assert deliver_due().sent == 0
    OutboxMessage.objects.update(claimed_until=timezone.now())
    assert deliver_due().sent == 1


def test_a_mail_that_was_handed_over_is_never_sent_again_by_itself(by_smtp):
    mail = OutboxMessageFactory(handed_at=timezone.now(), claim=uuid4(), claimed_until=timezone.now())
    assert deliver_due().sent == 0
    assert OutboxMessage.objects.unknown().get() == mail


def test_told_to_stop_it_finishes_the_mail_in_hand_and_leaves_the_others_free(by_smtp):
    many(5)
    assert deliver_due(stopping=lambda: len(by_smtp.kept) == 2).sent == 2
    assert OutboxMessage.objects.due().count() == 3


def test_what_waited_for_a_server_for_a_week_is_not_sent_any_more(by_smtp):
    mail = OutboxMessageFactory(next_try_at=timezone.now() - timedelta(days=8))
    assert deliver_due().sent == 0
    assert reread(mail).given_up_at and mail.error
