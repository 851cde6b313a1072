"""Killed in the middle of a mailing and started again: everybody gets it, nobody twice."""

import random
import time
from itertools import count

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.mailings.sending import pause_mailing, push_mailings, resume_mailing, send_now
from signups.models import ConsentText, Delivery, Mailing, Stakeholder
from tests.factories import MailingFactory
from tests.mail.servers import Server, eventually
from tests.mail.sites import work
from tests.signups.mailings.joined import joined, written

CHANGES = ("INSERT", "UPDATE", "DELETE")


class Stumbling:
    """Lets the database fail at its `number`-th change, and everything after it go well."""

    def __init__(self, number: int):
        self.turns, self.number, self.stumbled = count(1), number, False

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(CHANGES) and next(self.turns) == self.number:
            self.stumbled = True
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)


def held_together() -> bool:
    """Whether there is a delivery for each mail of a mailing, and a mail for each delivery."""
    mails = OutboxMessage.objects.filter(batch__isnull=False).values_list("about", flat=True)
    return sorted(mails) == sorted(Delivery.objects.values_list("stakeholder", flat=True))


@pytest.mark.django_db
def test_whatever_fails_a_mail_and_its_delivery_are_written_and_taken_back_together():
    for name in ("Anna", "Bert", "Carla"):
        joined(name, language="en" if name == "Bert" else "nl")
    for number in count(1):
        mailing = MailingFactory()
        send_now(mailing)
        writing, pausing = Stumbling(number), Stumbling(number)
        with connection.execute_wrapper(writing):
            push_mailings()
        assert held_together()
        push_mailings()
        assert len(written(batch=mailing.pk)) == 3
        with connection.execute_wrapper(pausing):
            try:
                pause_mailing(mailing)
            except OperationalError:
                assert len(written(batch=mailing.pk)) == 3
        assert held_together()
        OutboxMessage.objects.all().delete()
        Mailing.objects.all().delete()
        if not (writing.stumbled or pausing.stumbled):
            break
    assert number > 3


@pytest.fixture
def server():
    server = Server().start()
    server.slow = 0.02
    yield server
    server.stop()


@pytest.fixture
def crowd():
    """Fifty-five who read Dutch and as many who read English; gone afterwards, for the tests that share the database."""
    yield [joined(f"Person{number}", language="nl" if number % 2 else "en") for number in range(110)]
    OutboxMessage.objects.all().delete()
    Mailing.objects.all().delete()
    Stakeholder.objects.all().delete()
    ConsentText.objects.all().delete()


def let_claims_run_out() -> None:
    """As a minute does."""
    OutboxMessage.objects.filter(claimed_until__isnull=False).update(claimed_until=timezone.now())


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(2))
def test_a_worker_that_is_killed_again_and_again_brings_it_to_everybody_once(server, crowd, seed):
    chance, kills = random.Random(seed), 0
    mailing = MailingFactory(subject_nl="Nieuws", subject_en="News")
    send_now(mailing)
    while Mailing.objects.get().state != "sent":
        before = len(server.kept)
        worker = work(server.url)
        eventually(lambda seen=before: len(server.kept) > seen or Mailing.objects.get().state == "sent")
        if kills == 1:
            pause_mailing(mailing)
            time.sleep(0.3)
            resume_mailing(mailing)
        time.sleep(chance.uniform(0, 1.2))
        worker.kill()
        worker.communicate()
        kills += 1
        let_claims_run_out()
    everybody = {person.email: ("Nieuws" if person.language == "nl" else "News") for person in crowd}
    unknown = set(OutboxMessage.objects.unknown().values_list("recipient", flat=True))
    got = dict(zip(server.recipients, server.subjects, strict=True))
    assert len(got) == len(server.recipients)
    assert {**{address: everybody[address] for address in unknown}, **got} == everybody
    assert Delivery.objects.count() == 110
    assert kills > 2 and len(unknown) <= kills
