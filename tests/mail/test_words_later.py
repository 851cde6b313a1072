"""Letters whose words are left to whoever sends them."""

import pytest

from content.mail.letters import write, write_later
from content.mail.models import OutboxMessage
from content.mail.sending import deliver

pytestmark = pytest.mark.django_db

LETTER = {
    "key": "signups.confirm",
    "to": "anna@example.org",
    "language": "en",
    "values": {"name": "Anna", "code": "012345", "address": "https://www.example.org/en/join/confirm/key/"},
    "reason": "Somebody gave this address at {site}.",
    "unsubscribe": "https://www.example.org/en/unsubscribe/key/",
}
KEPT = ["subject", "text", "html", "reply_to", "recipient", "language", "letter", "unsubscribe", "values"]


def test_they_arrive_as_those_that_had_their_words_at_once(by_smtp):
    write(**LETTER)
    write_later(**LETTER)
    assert OutboxMessage.objects.wordless().count() == 1
    assert deliver().sent == 2
    assert [mail["List-Unsubscribe"] for mail in by_smtp.kept] == ["<https://www.example.org/en/unsubscribe/key/>"] * 2
    one, other = OutboxMessage.objects.values(*KEPT)
    assert one == other
    assert "012345" in one["text"] and one["values"] is None
    assert not OutboxMessage.objects.wordless().exists()


def test_without_a_server_the_outbox_says_what_it_is_all_the_same(settings):
    settings.MAIL_BY_SMTP = settings.MAIL_SHOWN = False
    write_later(**LETTER)
    deliver()
    mail = OutboxMessage.objects.get()
    assert mail.subject and mail.sent_at is None


def test_where_mails_are_shown_they_have_words(settings):
    settings.MAIL_SHOWN = True
    write_later(**LETTER)
    assert deliver().sent == 1
    assert "012345" in OutboxMessage.objects.get().text


def test_a_letter_that_nobody_can_write_holds_up_no_other(by_smtp):
    write_later(**LETTER | {"values": {}})
    OutboxMessage.objects.update(letter="nobody.knows")
    write(**LETTER)
    assert deliver().sent == 1
    unknown = OutboxMessage.objects.get(letter="nobody.knows")
    assert unknown.given_up_at and unknown.error
