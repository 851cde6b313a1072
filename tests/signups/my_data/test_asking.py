"""The link to one's data comes by mail; the page doesn't tell who joined."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.mail.models import OutboxMessage
from signups.models import LinkRequest
from signups.my_data.links import LETTERS_IN_A_DAY, REQUESTS_IN_AN_HOUR

pytestmark = pytest.mark.django_db


def ask(email, browser=None, **headers):
    return (browser or Client()).post(reverse("signups:my_data_ask"), {"email": email}, **headers)


def seen(response):
    return response.status_code, response.headers["Location"]


def test_the_link_comes_by_mail_and_opens_what_we_hold(anna, visitor):
    ask("anna@WATERSCHAP.example")
    letter = OutboxMessage.objects.get()
    assert (letter.letter, letter.recipient, letter.about) == ("signups.my_data", anna.email, anna.pk)
    [link] = {word for word in letter.text.split() if "/en/my-data/" in word and word.count(":") > 2}
    page = visitor.get(link.partition("8000")[2] or link)
    assert page.status_code == 200 and anna.email in page.content.decode()


def test_nobody_learns_whether_an_address_is_known(anna):
    assert seen(ask(anna.email)) == seen(ask("nobody@waterschap.example"))
    assert OutboxMessage.objects.count() == 1


def test_the_same_is_done_for_an_unknown_address(anna):
    """Whoever measures the time of an answer learns nothing."""
    ask("warm@up.example")
    assert statements_of(anna.email) == statements_of("nobody@waterschap.example")


def statements_of(email):
    """Return what the database is asked: a letter that is torn up is written before."""
    with CaptureQueriesContext(connection) as queries:
        ask(email)
    words = [query["sql"].split() for query in queries]
    return [said[:3] for said in words if said[0] not in {"SAVEPOINT", "RELEASE", "ROLLBACK"}]


def test_nobody_is_buried_in_letters(anna):
    answers = {seen(ask(anna.email)) for _time in range(LETTERS_IN_A_DAY + 3)}
    assert len(answers) == 1
    assert OutboxMessage.objects.count() == LETTERS_IN_A_DAY


def test_a_network_that_asks_for_too_much_is_told_to_wait(anna):
    from django.test import RequestFactory

    from content.visitors.throttling import sender_of

    mark = sender_of(RequestFactory().get("/"))
    LinkRequest.objects.bulk_create(LinkRequest(sender=mark) for _time in range(REQUESTS_IN_AN_HOUR))
    assert ask(anna.email).status_code == 429
    assert not OutboxMessage.objects.exists()
    assert ask(anna.email, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_the_address_that_was_asked_for_is_kept_nowhere(db):
    from tests.signups.my_data.test_erasing import whole_database

    ask("nobody@waterschap.example")
    assert "nobody@waterschap" not in whole_database()
    assert LinkRequest.objects.count() == 1


@pytest.mark.parametrize("email", ["", "x", "a@b", "a" * 300 + "@example.org", "a\r\nBcc: b@example.org@c.example"])
def test_what_is_no_address_is_asked_for_again(db, visitor, email):
    page = ask(email, visitor)
    assert page.status_code == 200 and page.context["form"].errors["email"]
    assert not LinkRequest.objects.exists()


def test_another_site_sends_nothing(anna):
    assert ask(anna.email, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert not OutboxMessage.objects.exists()


def test_the_pages_are_the_same_for_everybody(db, visitor):
    for name in ("my_data_ask", "my_data_asked"):
        page = visitor.get(reverse(f"signups:{name}"))
        assert page.status_code == 200 and not page.cookies
