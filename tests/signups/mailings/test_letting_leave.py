"""Sending, planning, pausing and resuming, as officers do it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from signups.mailings.wording import mailing_fingerprint
from signups.models import Mailing
from tests.editing.forms import told
from tests.factories import MailingFactory
from tests.people import browser_of
from tests.signups.mailings.joined import joined, leave, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """A stakeholder officer's browser, in English."""
    return browser_of("officer")


def address(act: str, mailing) -> str:
    return reverse(f"admin:signups_mailing_{act}", args=[mailing.pk])


def seen(officer, mailing, **more) -> dict:
    """Return what the form would send of whoever looks at the page now."""
    return {"seen": officer.get(address("send", mailing)).context["seen"], **more}


def test_it_asks_first_and_tells_how_many(officer):
    joined("Anna")
    joined("Bert", language="en")
    mailing = MailingFactory()
    page = officer.get(address("send", mailing))
    assert page.context["goes_to"] == "Goes to 2 people (1 in Dutch, 1 in English)."
    assert page.context["button"] == "Send it to 2 people now"
    assert Mailing.objects.get().state == "draft"


def test_it_is_sent_and_stays_as_it_is(officer, push):
    joined("Anna")
    mailing = MailingFactory()
    page = officer.post(address("send", mailing), seen(officer, mailing), follow=True)
    assert page.redirect_chain[-1][0] == address("progress", mailing)
    assert Mailing.objects.get().state == "sending"
    push(mailing)
    assert len(written()) == 1


def test_what_somebody_changed_meanwhile_is_not_sent(officer):
    joined("Anna")
    mailing = MailingFactory()
    looked = seen(officer, mailing)
    Mailing.objects.update(subject_en="Other words")
    page = officer.post(address("send", mailing), looked)
    assert told(page) == ["It was changed since you looked at it. Look again."]
    assert Mailing.objects.get().state == "draft"
    officer.post(address("send", mailing), seen(officer, mailing))
    assert Mailing.objects.get().state == "sending"


def test_nothing_is_sent_by_accident(officer):
    joined("Anna")
    mailing = MailingFactory()
    officer.post(address("send", mailing))
    assert Mailing.objects.get().state == "draft"


def test_a_mailing_to_nobody_is_not_sent(officer):
    mailing = MailingFactory()
    officer.post(address("send", mailing), {"seen": mailing_fingerprint(mailing)})
    assert Mailing.objects.get().state == "draft"


def test_who_presses_twice_sends_it_once(officer, push):
    joined("Anna")
    mailing = MailingFactory()
    looked = seen(officer, mailing)
    officer.post(address("send", mailing), looked)
    page = officer.post(address("send", mailing), looked, follow=True)
    assert "This can’t be done any more: Being sent." in told(page)
    push(mailing, times=2)
    assert len(written()) == 1


@pytest.mark.parametrize(
    "moment, said",
    [
        ("2020-01-01T09:00", "This moment has passed already."),
        ("", "Choose a day and a time."),
        ("2099-03-29T02:30", "The clocks are put forward"),
        ("soon", "Enter a valid date/time."),
    ],
)
def test_a_moment_that_is_none_is_refused(officer, moment, said):
    joined("Anna")
    mailing = MailingFactory()
    page = officer.post(address("plan", mailing), seen(officer, mailing, planned_for=moment))
    assert said in page.context["plan_form"].errors["planned_for"][0]
    assert Mailing.objects.get().state == "draft"


def test_it_is_planned_in_dutch_time_planned_anew_and_taken_from_the_schedule(officer):
    joined("Anna")
    mailing = MailingFactory()
    officer.post(address("plan", mailing), seen(officer, mailing, planned_for="2098-07-01T09:00"))
    mailing.refresh_from_db()
    assert (mailing.state, mailing.planned_for.isoformat()) == ("scheduled", "2098-07-01T07:00:00+00:00")
    officer.post(address("plan", mailing), seen(officer, mailing, planned_for="2098-07-02T09:00"))
    mailing.refresh_from_db()
    assert mailing.planned_for.isoformat() == "2098-07-02T07:00:00+00:00"
    officer.post(address("unschedule", mailing))
    mailing.refresh_from_db()
    assert (mailing.state, mailing.planned_for) == ("draft", None)


def test_it_is_paused_and_gone_on_with(officer, push):
    joined("Anna")
    joined("Bert")
    mailing = MailingFactory()
    officer.post(address("send", mailing), seen(officer, mailing))
    push(mailing)
    leave(recipient="anna@example.org")
    officer.post(address("pause", mailing))
    assert (Mailing.objects.get().state, len(written())) == ("paused", 1)
    officer.post(address("resume", mailing))
    push(mailing)
    assert [to for to, *_rest in written()] == ["anna@example.org", "bert@example.org"]


def test_how_far_it_is_on_the_page_and_for_the_page(officer, push):
    joined("Anna")
    joined("Bert")
    mailing = MailingFactory(kinds=["citizen"])
    officer.post(address("send", mailing), seen(officer, mailing))
    push(mailing)
    leave(recipient="anna@example.org")
    page = officer.get(address("progress", mailing))
    assert page.context["how_far"] == "1 of 2 sent"
    assert page.context["chosen"] == [("Who take part as", "Citizen")]
    assert officer.get(address("numbers", mailing)).json() == {
        "state": "sending", "said": "1 of 2 sent", "settled": 1,
        "everybody": 2, "written": 2, "sent": 1, "waiting": 1, "given_up": 0, "unknown": 0,
    }  # fmt: skip


def test_who_may_write_but_not_send_finds_no_button_and_no_door():
    from django.contrib.auth.models import Permission

    joined("Anna")
    writer = browser_of("newcomer")
    names = ["view_mailing", "add_mailing", "change_mailing"]
    writer.user.user_permissions.set(Permission.objects.filter(codename__in=names))
    mailing = MailingFactory()
    assert address("send", mailing) not in writer.get(address("change", mailing)).content.decode()
    assert address("send", mailing) not in writer.get(address("preview", mailing)).content.decode()
    for act in ("send", "plan", "pause", "resume", "unschedule"):
        assert writer.post(address(act, mailing), {"seen": mailing_fingerprint(mailing)}).status_code == 403
    assert Mailing.objects.get().state == "draft"


def test_what_officers_decide_is_on_record(officer):
    joined("Anna")
    mailing = MailingFactory()
    officer.post(address("send", mailing), seen(officer, mailing))
    officer.post(address("pause", mailing))
    history = officer.get(address("history", mailing)).content.decode()
    assert "Being sent" in history and "Paused" in history
    assert timezone.now() - Mailing.objects.get().started_at < timedelta(minutes=1)
