"""The same form sent many times at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.joining.registering import register_waiting
from signups.models import Confirmation, Consent, PendingSignup, Stakeholder
from tests.factories import StakeholderFactory
from tests.signups.joining import address, answers, code_in, join_now

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


def at_once(act, *each):
    """Do `act` for each of the arguments in a thread of its own, all beginning together; return what came of it."""
    start = Barrier(len(each))

    def one(argument):
        start.wait()
        try:
            return act(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(each)) as threads:
        return list(threads.map(one, each))


def counted():
    return [kind.objects.count() for kind in (Stakeholder, Consent, Confirmation, OutboxMessage)]


@pytest.mark.parametrize("known", [False, True])
def test_many_forms_with_one_address_make_one_registration_and_one_mail(text, known):
    if known:
        StakeholderFactory(email="anna@example.org", state="confirmed")
    sent = at_once(lambda name: join_now(Client(), name=name), *(f"Anna {number}" for number in range(MANY)))
    assert {response.status_code for response in sent} == {302}
    assert counted() == [1, 0 if known else 1, 1, 1]
    assert PendingSignup.objects.count() == MANY


def test_the_very_same_form_sent_many_times_leads_to_one_page(text):
    form = answers()
    sent = at_once(lambda data: Client().post(address("signups:join"), data), *[form] * MANY)
    assert len({response.url for response in sent}) == 1
    assert PendingSignup.objects.count() == 1


def test_many_who_register_at_once_do_it_once(text):
    for number in range(MANY):
        Client().post(address("signups:join"), answers(email=f"anna{number % 3}@example.org"))
    registered = at_once(lambda _number: register_waiting(), *range(4))
    assert sum(registered) == MANY
    assert counted() == [3, 3, 3, 3]


def test_a_code_typed_in_many_times_at_once_welcomes_once(text):
    page = join_now(Client()).url
    code = code_in(OutboxMessage.objects.get())
    sent = at_once(lambda typed: Client().post(page, {"code": typed}), *[code] * MANY)
    assert {response.status_code for response in sent} == {302}
    assert OutboxMessage.objects.filter(letter="signups.welcome").count() == 1


def test_guessing_many_codes_at_once_is_no_way_around_the_limit(text):
    page = join_now(Client()).url
    right = code_in(OutboxMessage.objects.get())
    guesses = [f"{(int(right) + number) % 1_000_000:06}" for number in range(1, 10)]
    at_once(lambda typed: Client().post(page, {"code": typed}), *guesses)
    assert Confirmation.objects.get().wrong_codes == 5
    Client().post(page, {"code": right})
    assert Stakeholder.objects.get().state == "pending"


def test_asking_for_a_new_mail_many_times_at_once_brings_one(text):
    page = join_now(Client()).url
    Confirmation.objects.update(mailed_at=timezone.now() - timedelta(minutes=2))
    at_once(lambda path: Client().post(path), *[page.replace("/code/", "/again/")] * MANY)
    assert OutboxMessage.objects.count() == 2
