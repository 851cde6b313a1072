"""Sending, planning, pausing and resuming, as officers do it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from signups.mailings.wording import fingerprint
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


def address(act: str, update) -> str:
    return reverse(f"admin:signups_mailing_{act}", args=[update.pk])


def seen(officer, update, **more) -> dict:
    """Return what the form would send of whoever looks at the page now."""
    return {"seen": officer.get(address("send", update)).context["seen"], **more}


def test_it_asks_first_and_tells_how_many(officer):
    joined("Anna")
    joined("Bert", language="en")
    update = MailingFactory()
    page = officer.get(address("send", update))
    assert page.context["goes_to"] == "Goes to 2 people (1 in Dutch, 1 in English)."
    assert page.context["button"] == "Send it to 2 people now"
    assert Mailing.objects.get().state == "draft"


def test_it_is_sent_and_stays_as_it_is(officer, push):
    joined("Anna")
    update = MailingFactory()
    page = officer.post(address("send", update), seen(officer, update), follow=True)
    assert page.redirect_chain[-1][0] == address("progress", update)
    assert Mailing.objects.get().state == "sending"
    push(update)
    assert len(written()) == 1


def test_what_somebody_changed_meanwhile_is_not_sent(officer):
    joined("Anna")
    update = MailingFactory()
    looked = seen(officer, update)
    Mailing.objects.update(subject_en="Other words")
    page = officer.post(address("send", update), looked)
    assert told(page) == ["It was changed since you looked at it. Look again."]
    assert Mailing.objects.get().state == "draft"
    officer.post(address("send", update), seen(officer, update))
    assert Mailing.objects.get().state == "sending"


def test_nothing_is_sent_by_accident(officer):
    joined("Anna")
    update = MailingFactory()
    officer.post(address("send", update))
    assert Mailing.objects.get().state == "draft"


def test_an_update_to_nobody_is_not_sent(officer):
    update = MailingFactory()
    officer.post(address("send", update), {"seen": fingerprint(update)})
    assert Mailing.objects.get().state == "draft"


def test_who_presses_twice_sends_it_once(officer, push):
    joined("Anna")
    update = MailingFactory()
    looked = seen(officer, update)
    officer.post(address("send", update), looked)
    page = officer.post(address("send", update), looked, follow=True)
    assert "This can’t be done any more: Being sent." in told(page)
    push(update, times=2)
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
    update = MailingFactory()
    page = officer.post(address("plan", update), seen(officer, update, planned_for=moment))
    assert said in page.context["plan_form"].errors["planned_for"][0]
    assert Mailing.objects.get().state == "draft"


def test_it_is_planned_in_dutch_time_planned_anew_and_taken_from_the_schedule(officer):
    joined("Anna")
    update = MailingFactory()
    officer.post(address("plan", update), seen(officer, update, planned_for="2098-07-01T09:00"))
    update.refresh_from_db()
    assert (update.state, update.planned_for.isoformat()) == ("scheduled", "2098-07-01T07:00:00+00:00")
    officer.post(address("plan", update), seen(officer, update, planned_for="2098-07-02T09:00"))
    update.refresh_from_db()
    assert update.planned_for.isoformat() == "2098-07-02T07:00:00+00:00"
    officer.post(address("unschedule", update))
    update.refresh_from_db()
    assert (update.state, update.planned_for) == ("draft", None)


def test_it_is_paused_and_gone_on_with(officer, push):
    joined("Anna")
    joined("Bert")
    update = MailingFactory()
    officer.post(address("send", update), seen(officer, update))
    push(update)
    leave(recipient="anna@example.org")
    officer.post(address("pause", update))
    assert (Mailing.objects.get().state, len(written())) == ("paused", 1)
    officer.post(address("resume", update))
    push(update)
    assert [to for to, *_rest in written()] == ["anna@example.org", "bert@example.org"]


def test_how_far_it_is_on_the_page_and_for_the_page(officer, push):
    joined("Anna")
    joined("Bert")
    update = MailingFactory(kinds=["citizen"])
    officer.post(address("send", update), seen(officer, update))
    push(update)
    leave(recipient="anna@example.org")
    page = officer.get(address("progress", update))
    assert page.context["how_far"] == "1 of 2 sent"
    assert page.context["chosen"] == [("Who take part as", "Citizen")]
    assert officer.get(address("numbers", update)).json() == {
        "state": "sending", "said": "1 of 2 sent", "settled": 1,
        "everybody": 2, "written": 2, "sent": 1, "waiting": 1, "given_up": 0, "unknown": 0,
    }  # fmt: skip


def test_who_may_write_but_not_send_finds_no_button_and_no_door():
    from django.contrib.auth.models import Permission

    joined("Anna")
    writer = browser_of("newcomer")
    names = ["view_mailing", "add_mailing", "change_mailing"]
    writer.user.user_permissions.set(Permission.objects.filter(codename__in=names))
    update = MailingFactory()
    assert address("send", update) not in writer.get(address("change", update)).content.decode()
    assert address("send", update) not in writer.get(address("preview", update)).content.decode()
    for act in ("send", "plan", "pause", "resume", "unschedule"):
        assert writer.post(address(act, update), {"seen": fingerprint(update)}).status_code == 403
    assert Mailing.objects.get().state == "draft"


def test_what_officers_decide_is_on_record(officer):
    joined("Anna")
    update = MailingFactory()
    officer.post(address("send", update), seen(officer, update))
    officer.post(address("pause", update))
    history = officer.get(address("history", update)).content.decode()
    assert "Being sent" in history and "Paused" in history
    assert timezone.now() - Mailing.objects.get().started_at < timedelta(minutes=1)
