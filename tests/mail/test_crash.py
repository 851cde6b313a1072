"""Killed at whatever moment and started again: every mail arrives, and none twice."""

import os
import random
import signal
import time
from contextlib import suppress

import pytest
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.outbox.states import send_again
from tests.factories import OutboxMessageFactory
from tests.mail.servers import eventually
from tests.mail.sites import manage, send_mail, work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.crash, pytest.mark.slow]


@pytest.fixture(autouse=True)
def done_with_mails():
    """Nothing is left for tests that share the database."""
    yield
    OutboxMessage.objects.all().delete()


def many(number: int) -> set[str]:
    """Put so many mails into the outbox and return their subjects."""
    for each in range(number):
        OutboxMessageFactory(subject=f"Mail {each}", recipient=f"n{each}@example.org")
    return {f"Mail {each}" for each in range(number)}


def let_claims_run_out() -> None:
    """As a minute does."""
    OutboxMessage.objects.filter(claimed_until__isnull=False).update(claimed_until=timezone.now())


def subjects_of(mails) -> set[str]:
    return set(mails.values_list("subject", flat=True))


def killing_at(number: int, process: list):
    """Return what kills the process at the server's `number`-th turn, and lets the server go on."""
    turns = iter(range(1, 10_000))

    def turn(*_):
        if next(turns) == number:
            process[0].kill()
            process[0].wait()

    return turn


def test_killed_before_the_last_dot_it_is_sent_again_when_the_claim_has_run_out(server):
    everything, process = many(30), []
    server.on_recipient = killing_at(7, process)
    process.append(manage("send_mail", server=server.url))
    process[0].communicate(timeout=60)
    assert process[0].returncode == -signal.SIGKILL
    assert len(server.subjects) == 6
    assert send_mail(server.url) == "Sent: 10.\n"  # those that had not been claimed
    let_claims_run_out()
    assert send_mail(server.url) == "Sent: 14.\n"
    assert sorted(server.subjects) == sorted(everything)
    assert not OutboxMessage.objects.unsettled().exists()


def test_killed_after_the_last_dot_it_is_not_sent_again_but_by_an_editor(server):
    everything, process = many(30), []
    server.on_mail = killing_at(7, process)
    process.append(manage("send_mail", server=server.url))
    process[0].communicate(timeout=60)
    for _again in range(2):
        let_claims_run_out()
        send_mail(server.url)
    assert sorted(server.subjects) == sorted(everything)  # the server had it; but how should we know
    unknown = OutboxMessage.objects.unsettled()
    assert unknown.count() == 1 and list(unknown) == list(OutboxMessage.objects.unknown())
    name = next(mail["Message-ID"] for mail in server.kept if mail["Subject"] == unknown.get().subject)
    send_again(OutboxMessage.objects.all())
    assert send_mail(server.url) == "Sent: 1.\n"
    assert server.kept[-1]["Message-ID"] == name


@pytest.mark.parametrize("seed", range(2))
def test_a_worker_that_is_killed_again_and_again_sends_everything_and_nothing_twice(server, seed):
    everything, chance, kills = many(40), random.Random(seed), 0
    server.slow = 0.03
    while OutboxMessage.objects.waiting().exists():
        before = len(server.subjects)
        worker = work(server.url)
        eventually(lambda seen=before: len(server.subjects) > seen or not OutboxMessage.objects.waiting().exists())
        time.sleep(chance.uniform(0, 0.4))
        worker.kill()
        said, _nothing = worker.communicate()
        kills += 1
        assert kills < 50, said
        let_claims_run_out()
    eventually(lambda: False, within=0.5)  # what the server had read to its end, it keeps
    unknown = subjects_of(OutboxMessage.objects.unknown())
    assert len(set(server.subjects)) == len(server.subjects)
    assert set(server.subjects) | unknown == everything
    assert subjects_of(OutboxMessage.objects.filter(sent_at__isnull=False)) == everything - unknown
    assert kills > 2 and len(unknown) <= kills


def test_two_workers_at_once_send_nothing_twice(server):
    everything = many(150)
    server.slow = 0.005
    workers = [manage("send_mail", server=server.url) for _ in range(3)]
    said = [worker.communicate(timeout=60)[0] for worker in workers]
    assert sorted(server.subjects) == sorted(everything)
    assert sum(int(line.removeprefix("Sent: ").rstrip(".\n")) for line in said) == 150
    assert len([line for line in said if line != "Sent: 0.\n"]) > 1


def test_told_to_stop_a_worker_brings_the_mail_in_hand_to_its_end(server):
    many(20)
    server.slow = 0.5
    worker = work(server.url)
    assert eventually(lambda: len(server.subjects) > 1)
    os.kill(worker.pid, signal.SIGTERM)
    with suppress(ProcessLookupError):
        worker.communicate(timeout=15)
    assert not OutboxMessage.objects.filter(claim__isnull=False).exists()
    assert subjects_of(OutboxMessage.objects.filter(sent_at__isnull=False)) == set(server.subjects)


def test_a_server_that_was_away_for_a_while_gets_everything(server):
    everything = many(20)
    server.stop()
    worker = work(server.url)
    try:
        assert eventually(lambda: OutboxMessage.objects.filter(error__contains="refused").exists())
        server.start()
        assert eventually(lambda: not OutboxMessage.objects.unsettled().exists())
    finally:
        worker.kill()
        worker.communicate()
    assert sorted(server.subjects) == sorted(everything)
    assert {mail.tries for mail in OutboxMessage.objects.all()} == {1}
