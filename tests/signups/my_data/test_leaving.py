"""Leaving: withdrawn at once, by one's own page or by one click in a mail."""

import pytest
from django.test import Client
from django.utils import timezone

from signups.erasing.suppression import is_suppressed
from signups.models import Erasure, Stakeholder
from tests.signups.my_data.conftest import at

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_one_reads_what_will_happen_first(anna, visitor):
    for asked in ("", "?reason=withdrawn", "?reason=officer", "?reason=x"):
        page = visitor.get(at("leave", "my-data", anna) + asked)
        assert page.status_code == 200 and "What happens when you press the button" in page.content.decode()
    assert Stakeholder.objects.exists()


@pytest.mark.parametrize(
    "asked, reason", [("withdrawn", "withdrawn"), ("erased", "erased"), ("officer", "erased"), ("", "erased")]
)
def test_a_press_of_the_button_erases_and_gives_the_proof(anna, visitor, asked, reason):
    response = visitor.post(at("leave", "my-data", anna), {"reason": asked})
    proof = Erasure.objects.get()
    assert proof.reason == reason and not Stakeholder.objects.exists() and is_suppressed(anna.email)
    page = visitor.get(response.headers["Location"]).content.decode()
    assert str(proof.pk) in page and "Your data is erased" in page and anna.email not in page


def test_a_second_press_finds_nothing(anna, visitor):
    address = at("leave", "my-data", anna)
    visitor.post(address)
    again = visitor.post(address)
    assert again.status_code == 410 and Erasure.objects.count() == 1


def test_there_is_no_proof_at_other_numbers(db, visitor):
    assert visitor.get("/en/erased/00000000-0000-4000-8000-000000000000/").status_code == 404


def server():
    """A mail provider's server: no cookie, no Origin, no Sec-Fetch headers, and it sees a token nowhere."""
    return Client(enforce_csrf_checks=True)


def test_one_click_in_a_mail_program_erases_at_once(anna):
    response = server().post(at("unsubscribe", "unsubscribe", anna), ONE_CLICK)
    assert response.status_code == 200 and not response.cookies
    assert not Stakeholder.objects.exists() and Erasure.objects.get().reason == "unsubscribed"


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "null"}, {"Origin": "https://mail.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_it_comes_from_wherever_mail_is_read(anna, headers):
    assert server().post(at("unsubscribe", "unsubscribe", anna), ONE_CLICK, headers=headers).status_code == 200
    assert not Stakeholder.objects.exists()


def test_it_is_understood_however_it_is_encoded(anna):
    body, kind = (
        b"--x\r\nContent-Disposition: form-data; name=List-Unsubscribe\r\n\r\nOne-Click\r\n--x--\r\n",
        "multipart/form-data; boundary=x",
    )
    assert server().post(at("unsubscribe", "unsubscribe", anna), body, content_type=kind).status_code == 200
    assert not Stakeholder.objects.exists()


def test_a_second_click_is_answered_like_the_first(anna):
    address = at("unsubscribe", "unsubscribe", anna)
    assert [server().post(address, ONE_CLICK).status_code for _time in range(3)] == [200, 200, 200]
    assert Erasure.objects.count() == 1
    assert server().get(address).status_code == 200


def test_a_person_finds_a_button(anna, visitor):
    page = visitor.get(at("unsubscribe", "unsubscribe", anna))
    assert page.status_code == 200 and '<form method="post"' in page.content.decode()
    assert Stakeholder.objects.exists()


def test_the_link_in_an_old_mail_still_unsubscribes(anna, visitor, monkeypatch):
    import time

    address = at("unsubscribe", "unsubscribe", anna)
    years_on = time.time() + 5 * 365 * 86_400
    monkeypatch.setattr("django.core.signing.time.time", lambda: years_on)
    assert visitor.post(address, ONE_CLICK).status_code == 200
    assert not Stakeholder.objects.exists()


@pytest.mark.parametrize("purpose", ["my-data", "stay", "confirm"])
def test_only_its_own_key_unsubscribes(anna, visitor, purpose):
    assert visitor.post(at("unsubscribe", purpose, anna), ONE_CLICK).status_code == 404
    assert Stakeholder.objects.exists()


def test_who_is_asked_to_stay_stays_by_a_button(anna, visitor):
    Stakeholder.objects.update(asked_to_stay_at=timezone.now())
    address = at("stay", "stay", anna)
    assert "Do you want to stay?" in visitor.get(address).content.decode()
    assert visitor.post(address).headers["Location"] == address
    stays = Stakeholder.objects.get()
    assert stays.asked_to_stay_at is None and stays.active_at > anna.active_at
    assert "You stay with us" in visitor.get(address).content.decode()


def test_who_is_gone_cannot_stay(anna, visitor):
    address = at("stay", "stay", anna)
    Stakeholder.objects.all().delete()
    assert [visitor.get(address).status_code, visitor.post(address).status_code] == [410, 410]
