"""What the site does a moment after somebody joined."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.erasing.erasing import erase_stakeholder
from signups.joining import registering
from signups.joining.registering import register_waiting
from signups.models import Confirmation, Consent, ConsentText, Erasure, PendingSignup, Stakeholder
from tests.factories import InterestFactory
from tests.signups.joining import address, answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(visitor, text):
    """Send the form with what the test changes, and return the PendingSignup that it makes; nobody is registered yet."""

    def send(**changes):
        return PendingSignup.objects.get(
            key=visitor.post(address("signups:join"), answers(**changes)).url.split("/")[-2]
        )

    return send


def test_a_form_is_safe_at_once_and_registered_a_moment_later(send):
    signup = send()
    assert signup.sent["name"] == "Anna de Vries"
    assert (Stakeholder.objects.count(), OutboxMessage.objects.count()) == (0, 0)
    assert register_waiting() == 1
    signup.refresh_from_db()
    assert (signup.sent, signup.text, signup.stakeholder.name) == (None, None, "Anna de Vries")
    assert OutboxMessage.objects.get().recipient == "anna@example.org"
    assert register_waiting() == 0


def test_it_was_agreed_when_the_form_was_sent_however_late_it_is_registered(send, clock):
    sent_at = timezone.now()
    send()
    clock.tick(timedelta(hours=5))
    register_waiting()
    assert Consent.objects.get().given_at == sent_at
    anna = Stakeholder.objects.get()
    assert (anna.created_at, anna.active_at) == (sent_at, sent_at)
    assert Confirmation.objects.get().mailed_at == sent_at + timedelta(hours=5)


def test_those_who_came_first_are_registered_first(send, clock):
    for name in ["bea", "anna"]:
        send(email=f"{name}@example.org")
        clock.tick(1)
    assert register_waiting(most=1) == 1
    assert Stakeholder.objects.get().email == "bea@example.org"


def test_an_interest_that_was_removed_meanwhile_is_no_trouble(send):
    kept, gone = InterestFactory(), InterestFactory()
    send(interests=[kept.pk, gone.pk, "9b2e8f52-7b3e-4e0c-8f1d-0b1e6f0f7a11"])
    gone.delete()
    register_waiting()
    assert list(Stakeholder.objects.get().interests.all()) == [kept]


def test_one_that_fails_holds_up_nobody_and_is_tried_again(send, clock, monkeypatch, caplog):
    send(email="anna@example.org"), send(email="bea@example.org")
    register = registering.register_signup
    bad = PendingSignup.objects.get(sent__email="anna@example.org").pk

    def failing(key):
        if key == bad:
            raise DatabaseError
        return register(key)

    monkeypatch.setattr(registering, "register_signup", failing)
    assert register_waiting() == 1
    assert Stakeholder.objects.get().email == "bea@example.org"
    assert "could not be registered" in caplog.text
    assert "anna@" not in caplog.text
    monkeypatch.undo()
    assert register_waiting() == 0
    clock.tick(registering.TRIED_AGAIN_AFTER)
    assert register_waiting() == 1


def test_not_even_a_surprise_holds_up_others(send, monkeypatch):
    send(email="anna@example.org"), send(email="bea@example.org")
    mail_code = registering.mail_code

    def surprising(person, *given, **more):
        if person.email == "anna@example.org":
            raise AttributeError
        return mail_code(person, *given, **more)

    monkeypatch.setattr(registering, "mail_code", surprising)
    assert register_waiting() == 1
    assert PendingSignup.objects.exclude(failed_at=None).get().email == "anna@example.org"


@pytest.mark.parametrize("error", [OperationalError("database is locked"), InterfaceError("connection already closed")])
def test_whoever_comes_while_the_database_is_locked_is_registered_a_moment_later(send, monkeypatch, error):
    send()

    def locked(key):
        raise error

    monkeypatch.setattr(registering, "register_signup", locked)
    assert register_waiting() == 0
    monkeypatch.undo()
    assert register_waiting() == 1


def test_one_that_another_worker_registers_meanwhile_is_registered_once(send, monkeypatch):
    signup, mail_code = send(), registering.mail_code

    def overtaken(*given, **more):
        PendingSignup.objects.filter(pk=signup.pk).delete()
        return mail_code(*given, **more)

    monkeypatch.setattr(registering, "mail_code", overtaken)
    assert register_waiting() == 0
    assert (Stakeholder.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_before_a_mail_was_written_no_code_is_right_and_none_is_counted(send, visitor):
    page = address("signups:code", send().key)
    assert "anna@example.org" in visitor.get(page).content.decode()
    for _time in range(6):
        assert "isn't right" in visitor.post(page, {"code": "123456"}).content.decode()
    assert visitor.post(page.replace("/code/", "/again/")).url == f"{page}?mail=asked"
    register_waiting()
    assert Confirmation.objects.get().wrong_codes == 0


def test_who_is_erased_meanwhile_does_not_come_back_by_a_form_sent_before(send):
    send()
    register_waiting()
    send(email="ANNA@example.org")
    erase_stakeholder(Stakeholder.objects.get(), Erasure.Reason.ERASED)
    assert PendingSignup.objects.count() == 0
    assert register_waiting() == 0


def test_words_that_somebody_is_agreeing_to_are_kept_as_they_are(send, admin_client):
    send()
    path = f"/admin/signups/consenttext/{ConsentText.objects.get().pk}/change/"
    admin_client.post(path, {"words_nl": "Ja, heel graag.", "words_en": "Yes, with pleasure."})
    assert ConsentText.objects.count() == 2
    register_waiting()
    assert Consent.objects.get().text.words_en != "Yes, with pleasure."
