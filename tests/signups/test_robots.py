"""What programs are asked for, and how many may join from one place."""

import base64
import json
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from content.visitors.throttling import TooManyRequests, sender_of
from signups.joining import proof_of_work
from signups.joining.registering import register_waiting
from signups.models import PendingSignup
from tests.factories import InterestFactory, StakeholderFactory
from tests.signups.joining import address, answers

EMAIL = "anna@example.org"


def solve(task, **changes):
    number = next(
        number
        for number in range(task["maxnumber"] + 1)
        if sha256(f"{task['salt']}{number}".encode()).hexdigest() == task["challenge"]
    )
    answer = {name: task[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps(answer | {"number": number} | changes).encode()).decode()


@pytest.fixture
def clock():
    with freeze_time("2026-03-02 10:00") as clock:
        yield clock


@pytest.fixture
def task(clock):
    task = proof_of_work.make_challenge()
    clock.tick(proof_of_work.SHORTEST + timedelta(seconds=1))
    return task


def test_who_worked_gets_past_and_what_was_worked_at_has_one_mark(task):
    assert proof_of_work.proof_in({"proof": solve(task)}, EMAIL) == task["challenge"]
    written_otherwise = base64.b64encode(base64.b64decode(solve(task)).replace(b" ", b"  ")).decode()
    assert proof_of_work.proof_in({"proof": written_otherwise}, EMAIL) == task["challenge"]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": -1},
        {"number": None},
        {"signature": "0" * 64},
        {"challenge": "0" * 64},
        {"algorithm": "SHA-1"},
        {"algorithm": "MD5"},
        {"salt": "00?expires=99999999999&"},
        {"salt": None},
        {"salt": 7},
        {"signature": []},
    ],
)
def test_an_answer_that_does_not_fit_is_none(task, changes):
    assert proof_of_work.proof_in({"proof": solve(task, **changes)}, EMAIL) is None


@pytest.mark.parametrize(
    "proof", ["", "none", "%%%", "\ud800", "bnVsbA==", "W10=", "e30=", "MQ==", "W1tbW1tb" * 4000, "é", "\x00"]
)
def test_nonsense_is_no_proof(proof):
    assert proof_of_work.proof_in({"proof": proof}, EMAIL) is None


def test_an_answer_that_comes_too_fast_is_none(clock):
    assert proof_of_work.proof_in({"proof": solve(proof_of_work.make_challenge())}, EMAIL) is None


def test_a_task_is_over_after_a_while(task, clock):
    clock.tick(proof_of_work.VALID_FOR)
    assert proof_of_work.proof_in({"proof": solve(task)}, EMAIL) is None


def test_a_task_of_another_site_is_none(task, settings):
    proof = solve(task)
    settings.SECRET_KEY = "another-key-of-another-site-altogether-0123456789"
    assert proof_of_work.proof_in({"proof": proof}, EMAIL) is None


def test_who_cannot_work_waits(clock):
    ticket = proof_of_work.ticket_for(EMAIL)
    assert proof_of_work.proof_in({"ticket": ticket}, EMAIL) is None
    clock.tick(timedelta(seconds=5))
    assert proof_of_work.ticket_for(EMAIL, ticket) == ticket  # the time that passed counts
    clock.tick(timedelta(seconds=6))
    mark = proof_of_work.proof_in({"ticket": ticket}, EMAIL)
    assert len(mark) == 64
    assert proof_of_work.proof_in({"ticket": ticket}, "other@example.org") is None


@pytest.mark.parametrize("ticket", ["", "a:b:c", "\ud800", "é", "." * 5000, ":::"])
def test_nonsense_is_no_ticket(ticket):
    assert proof_of_work.proof_in({"ticket": ticket}, EMAIL) is None
    assert proof_of_work.ticket_for(EMAIL, ticket) != ticket


def test_a_task_is_never_kept(visitor):
    response = visitor.get(reverse("signups:challenge"))
    assert set(response.json()) == {"algorithm", "challenge", "maxnumber", "salt", "signature"}
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies


# --- How many ---------------------------------------------------------------------------------------------------


def request_from(address, forwarded=None):
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return RequestFactory(headers=headers).post("/", REMOTE_ADDR=address)


@pytest.fixture
def joined(settings):
    settings.JOINS_PER_NETWORK = 2

    def join(request, ago=timedelta()):
        at = timezone.now() - ago
        StakeholderFactory().pending_signups.create(key=str(at.timestamp()), sender=sender_of(request), created_at=at)

    return join


@pytest.mark.django_db
def test_a_network_from_which_enough_have_joined_waits_an_hour(joined):
    crowd, other = request_from("198.51.100.7"), request_from("203.0.113.9")
    joined(crowd)
    assert proof_of_work.check_flood(crowd) == sender_of(crowd)
    joined(crowd, ago=timedelta(minutes=59))
    with pytest.raises(TooManyRequests):
        proof_of_work.check_flood(crowd)
    proof_of_work.check_flood(other)


@pytest.mark.django_db
def test_those_of_an_hour_ago_do_not_count(joined):
    crowd = request_from("198.51.100.7")
    joined(crowd, ago=timedelta(minutes=61))
    joined(crowd, ago=timedelta(minutes=61, seconds=1))
    proof_of_work.check_flood(crowd)


@pytest.mark.django_db
def test_behind_a_proxy_the_address_that_it_saw_counts(joined, settings):
    settings.BEHIND_PROXY = True
    crowd = request_from("127.0.0.1", forwarded="10.9.9.9, 198.51.100.7")
    for _place in range(2):
        joined(crowd)
    with pytest.raises(TooManyRequests):
        proof_of_work.check_flood(request_from("127.0.0.1", forwarded="1.2.3.4, 198.51.100.7"))
    proof_of_work.check_flood(request_from("127.0.0.1", forwarded="198.51.100.7, 203.0.113.9"))


@pytest.mark.django_db
def test_this_machine_is_nobody_and_zero_is_no_end(joined, settings):
    here, crowd = request_from("127.0.0.1"), request_from("198.51.100.7")
    for place in (here, crowd):
        joined(place), joined(place)
    proof_of_work.check_flood(here)
    settings.JOINS_PER_NETWORK = 0
    proof_of_work.check_flood(crowd)


# --- On the page ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_without_a_proof_the_page_keeps_all_and_asks_for_patience(visitor, text, clock):
    filled = answers(ticket="", name="<Anna>", interests=[str(InterestFactory().pk)], message="A\nB & C")
    page = visitor.post(address("signups:join"), filled)
    assert PendingSignup.objects.count() == 0
    html = Form(page.content.decode())
    kept = html.fields
    assert {name: kept[name] for name in filled if name not in {"ticket", "interests"}} == {
        name: value for name, value in filled.items() if name not in {"ticket", "interests"}
    }
    assert kept["interests"] == filled["interests"][0]
    too_soon = visitor.post(address("signups:join"), kept)
    assert "a little too soon" in too_soon.content.decode()
    clock.tick(proof_of_work.PATIENCE)
    done = visitor.post(address("signups:join"), kept)
    assert done.status_code == 302
    sent = PendingSignup.objects.get().sent
    assert (sent["name"], sent["message"]) == ("<Anna>", "A\nB & C")


@pytest.mark.django_db
def test_the_same_proof_lets_one_address_in_and_no_other(visitor, text, task):
    proof = solve(task)
    first = visitor.post(address("signups:join"), answers(ticket="", proof=proof))
    again = visitor.post(address("signups:join"), answers(ticket="", proof=proof))
    assert first.url == again.url  # a reload, or a double click
    other = visitor.post(address("signups:join"), answers(ticket="", proof=proof, email="other@example.org"))
    assert other.status_code == 200
    assert [signup.email for signup in PendingSignup.objects.all()] == ["anna@example.org"]
    register_waiting()
    again = visitor.post(address("signups:join"), answers(ticket="", proof=proof))
    assert first.url == again.url


@pytest.mark.django_db
def test_a_crowd_behind_one_address_is_asked_to_come_back(client, text, settings):
    settings.JOINS_PER_NETWORK = 1
    for number, status in enumerate([302, 429, 429]):
        sent = answers(email=f"person{number}@example.org")
        answer = client.post(address("signups:join"), sent, REMOTE_ADDR="198.51.100.7", headers={"host": "localhost"})
        assert answer.status_code == status
    assert PendingSignup.objects.count() == 1


class Form(HTMLParser):
    """What the fields of a page hold."""

    def __init__(self, html: str):
        super().__init__()
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "input" and told.get("type") == "hidden":
            self.fields[told["name"]] = told.get("value", "")
