"""What the start page of the admin says of the mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from content.mail.models import OutboxMessage
from tests.factories import OutboxMessageFactory
from tests.people import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def needs(editor) -> list[tuple]:
    found = editor.get("/admin/").context["needs"]
    return [(need.number, str(need.words), need.url) for need in found if "outbox" in need.url]


def in_trouble() -> None:
    now = timezone.now()
    OutboxMessageFactory(next_try_at=now - timedelta(hours=2))
    OutboxMessageFactory(next_try_at=now)
    OutboxMessageFactory(given_up_at=now)
    OutboxMessageFactory(handed_at=now)
    OutboxMessageFactory(handed_at=now, sent_at=now)


def test_it_says_what_is_late_given_up_or_unknown_with_a_link_to_it(editor, by_smtp):
    in_trouble()
    found = needs(editor)
    assert [(number, words) for number, words, _url in found] == [
        (1, "that has waited for an hour or more"),
        (1, "that was given up"),
        (1, "of which nobody knows whether it arrived"),
    ]
    for number, _words, url in found:
        assert editor.get(url).context["cl"].result_count == number


def test_without_a_mail_server_it_says_so_at_once(editor):
    in_trouble()
    number, words, url = needs(editor)[0]
    assert (number, words) == (2, "that can’t leave: the site has no mail server (EMAIL_URL)")
    assert editor.get(url).context["cl"].result_count == 2


@pytest.mark.parametrize("who, number", [("publisher", 1), ("officer", 2), ("administrator", 2)])
def test_it_counts_only_what_the_list_shows(who, number, by_smtp):
    now = timezone.now()
    OutboxMessageFactory(given_up_at=now)
    OutboxMessageFactory(given_up_at=now, about=uuid4())
    browser = browser_of(who)
    ((counted, _words, url),) = needs(browser)
    assert (counted, browser.get(url).context["cl"].result_count) == (number, number)
    entries = [entry for group in browser.get("/admin/").context["groups"] for entry in group["models"]]
    assert [entry["count"] for entry in entries if entry["model"] is OutboxMessage] == [number]
