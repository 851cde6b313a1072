"""Somebody is erased at the very moment at which the site writes to them, or registers a form of theirs."""

from datetime import timedelta
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction
from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.confirming import confirming
from signups.confirming.confirming import lock_stakeholder, remind_pending
from signups.erasing.erasing import erase_stakeholder
from signups.joining.registering import register_waiting
from signups.models import Confirmation, Erasure, PendingSignup, Stakeholder
from signups.my_data import links
from signups.my_data.links import ask_for_link
from tests.factories import StakeholderFactory
from tests.signups.joining import address, answers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meanwhile():
    """Begin an act in a thread of its own, for whose end the test waits."""

    def meanwhile(act) -> Thread:
        def closing():
            try:
                act()
            finally:
                connection.close()

        thread = Thread(target=closing)
        thread.start()
        return thread

    return meanwhile


@pytest.fixture
def slow_letters(monkeypatch):
    """It takes a while to write a letter; the event is set when one is begun."""
    begun = Event()
    for module in (confirming, links):

        def slow(*given, real=module.letter_to, **more):
            begun.set()
            sleep(0.5)
            return real(*given, **more)

        monkeypatch.setattr(module, "letter_to", slow)
    return begun


def ask(person):
    ask_for_link(email=person.email, sender="s", language="en")


def remind(person):
    Confirmation.objects.create(
        stakeholder=person,
        code_digest="d",
        mailed_at=timezone.now() - timedelta(days=3),
        expires_at=timezone.now() + timedelta(days=4),
    )
    assert remind_pending() == 1


@pytest.mark.parametrize("state, write", [("confirmed", ask), ("pending", remind)])
def test_a_letter_that_is_being_written_goes_along(state, write, meanwhile, slow_letters):
    person = StakeholderFactory(state=state, language="en")
    writing = meanwhile(lambda: write(person))
    assert slow_letters.wait(10)
    assert erase_stakeholder(person, Erasure.Reason.ERASED)
    writing.join()
    assert (Stakeholder.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_a_form_that_is_being_registered_goes_along_and_neither_waits_for_the_other_for_ever(
    visitor, text, known, meanwhile, caplog
):
    visitor.post(address("signups:join"), answers())
    with transaction.atomic():
        lock_stakeholder(known.pk)
        registering = meanwhile(register_waiting)
        sleep(0.5)
        assert erase_stakeholder(known, Erasure.Reason.ERASED)
    registering.join()
    assert "deadlock" not in caplog.text
    assert (Stakeholder.objects.count(), PendingSignup.objects.count(), OutboxMessage.objects.count()) == (0, 0, 0)
