"""The outbox as editors see it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.outbox.sending import deliver_due
from tests.factories import OutboxMessageFactory
from tests.people import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LIST = "/admin/mail/outboxmessage/"


def in_each_state() -> dict[str, OutboxMessage]:
    now, soon, ago = timezone.now(), timezone.now() + timedelta(minutes=1), timezone.now() - timedelta(hours=2)
    return {
        "waiting": OutboxMessageFactory(next_try_at=soon),
        "late": OutboxMessageFactory(next_try_at=ago),
        "sending": OutboxMessageFactory(claim=uuid4(), claimed_until=soon),
        "sent": OutboxMessageFactory(handed_at=now, sent_at=now, tries=1),
        "given_up": OutboxMessageFactory(given_up_at=now, error="550 No such mailbox", tries=1),
        "unknown": OutboxMessageFactory(handed_at=now, claim=uuid4(), claimed_until=ago),
    }


def test_the_list_says_in_which_state_each_is(editor):
    mails = in_each_state()
    page = editor.get(LIST).content.decode()
    for state in set(mails) - {"late"}:
        assert f'data-state="{state}"' in page


@pytest.mark.parametrize("state", ["late", "sending", "sent", "given_up", "unknown"])
def test_the_list_is_narrowed_to_a_state(editor, state):
    mails = in_each_state()
    assert list(editor.get(f"{LIST}?state={state}").context["cl"].queryset) == [mails[state]]


def test_those_that_wait_are_the_late_ones_as_well(editor):
    mails = in_each_state()
    found = set(editor.get(f"{LIST}?state=waiting").context["cl"].queryset)
    assert found == {mails["waiting"], mails["late"]}


def send_again(browser, mails):
    data = {"action": "send_again", "_selected_action": [str(mail.pk) for mail in mails]}
    return browser.post(LIST, data, follow=True)


def test_what_was_given_up_and_what_nobody_knows_about_is_sent_again_and_nothing_else(editor, by_smtp):
    mails = in_each_state()
    page = send_again(editor, mails.values()).content.decode()
    assert "4 mails are about to be sent." in page
    assert "2 have been sent already, or are in hand: they were left alone." in page
    assert deliver_due().sent == 4
    names = {mail["Message-ID"] for mail in by_smtp.kept}
    assert names == {f"<{mails[state].pk}@www.example.org>" for state in ("waiting", "late", "given_up", "unknown")}


def test_the_form_says_what_to_do_and_not_what_the_mail_says(editor):
    mail = OutboxMessageFactory(
        text="https://example.org/nl/secret-key",
        html="<p>https://example.org/nl/secret-key",
        unsubscribe="https://example.org/nl/secret-key",
        handed_at=timezone.now(),
    )
    page = editor.get(reverse("admin:mail_outboxmessage_change", args=[mail.pk])).content.decode()
    assert "Ask whether it arrived" in page
    assert "secret-key" not in page


def test_mail_about_a_person_is_for_whoever_looks_after_people():
    about = OutboxMessageFactory(about=uuid4(), subject="About somebody")
    other = OutboxMessageFactory(subject="About a photo")
    publisher, officer = browser_of("publisher"), browser_of("officer")
    assert [set(who.get(LIST).context["cl"].queryset) for who in (publisher, officer)] == [{other}, {about, other}]
    assert publisher.get(f"{LIST}{about.pk}/change/").status_code == 302
