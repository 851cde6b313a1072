"""An officer gives somebody another e-mail address, which has to be confirmed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.site_url import site_address
from signups.confirming.confirming import CodeResult, check_code, confirm_by_link, mail_code
from signups.erasing.retention import keep_house
from signups.mailings.sending import push_mailings, send_now
from signups.models import Confirmation, ConsentText, Delivery, PendingSignup, Stakeholder
from signups.stakeholder_mail import address_of
from tests.editing.forms import edit, told
from tests.factories import MailingFactory, NoteFactory, OutboxMessageFactory, StakeholderFactory
from tests.signups.joining import code_in, join_now
from tests.signups.mailings.joined import joined

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LINKS = [("confirm", "confirm"), ("my_data", "my-data"), ("stay", "stay"), ("unsubscribe", "unsubscribe")]


@pytest.fixture
def anne():
    """Who confirmed a year ago."""
    person = joined("Anne")
    then = timezone.now() - 365 * DAY
    Stakeholder.objects.update(created_at=then, confirmed_at=then, confirmed_by="code")
    person.refresh_from_db()
    return person


def correct(officer, person, **changes):
    page = edit(officer, reverse("admin:signups_stakeholder_change", args=[person.pk]), **changes)
    person.refresh_from_db()
    return page


def mails() -> list[tuple]:
    return list(OutboxMessage.objects.order_by("created_at").values_list("letter", "recipient"))


def test_a_new_address_is_asked_and_the_officer_is_told_before_and_after(officer, anne):
    form = officer.get(reverse("admin:signups_stakeholder_change", args=[anne.pk])).content.decode()
    assert "A mail to confirm it goes to the new address at once" in form
    page = correct(officer, anne, email="anne@new.example")
    assert (anne.email, anne.state, anne.confirmed_at, anne.confirmed_by) == ("anne@new.example", "pending", None, "")
    assert mails() == [("signups.confirm", "anne@new.example")]
    assert told(page)[0].startswith("The new address isn’t confirmed yet: a mail to confirm it is on its way there.")


@pytest.mark.parametrize(
    "changes", [{}, {"name": "Anna"}, {"email": "ANNE@EXAMPLE.ORG"}, {"email": " anne@example.org "}]
)
def test_the_same_address_is_not_asked(officer, anne, changes):
    page = correct(officer, anne, **changes)
    assert (anne.state, anne.confirmed_by, mails()) == ("confirmed", "code", [])
    assert len(told(page)) == 1


def test_an_address_that_is_refused_changes_nothing(officer, anne):
    StakeholderFactory(email="bert@example.org")
    correct(officer, anne, email="bert@example.org")
    assert (anne.state, anne.email, mails()) == ("confirmed", "anne@example.org", [])


def test_whoever_hasn_t_confirmed_is_asked_at_the_new_address_and_the_old_code_is_none(officer):
    anne = StakeholderFactory(email="anne@wrong.example")
    mail_code(anne, None, pause=DAY)
    code = code_in(OutboxMessage.objects.get())
    correct(officer, anne, email="anne@right.example")
    assert mails() == [("signups.confirm", "anne@right.example")]
    signup = PendingSignup.objects.get()
    assert check_code(signup, code) is CodeResult.WRONG
    assert check_code(signup, code_in(OutboxMessage.objects.get())) is CodeResult.RIGHT


def test_a_page_that_a_stranger_kept_does_not_show_the_new_address(officer, visitor, anne):
    version = str(ConsentText.objects.current().version)
    page = join_now(visitor, email="anne@example.org", version=version).url
    assert "anne@example.org" in visitor.get(page).content.decode()
    correct(officer, anne, email="anne@private.example")
    kept = visitor.get(page)
    assert (kept.status_code, "private.example" in kept.content.decode()) == (404, False)


def test_what_the_old_address_got_opens_nothing_any_more(officer, visitor, anne):
    pages = {page: address_of(anne, f"signups:{page}", purpose).removeprefix(site_address()) for page, purpose in LINKS}
    assert [visitor.get(path).status_code for path in pages.values()] == [200, 200, 200, 200]
    correct(officer, anne, email="anne@new.example")
    assert {page: visitor.get(path).status_code for page, path in pages.items()} == {
        "confirm": 404, "my_data": 410, "stay": 410, "unsubscribe": 200,
    }  # fmt: skip
    visitor.post(pages["confirm"])
    anne.refresh_from_db()
    assert anne.state == "pending"


def test_who_answers_is_confirmed_again(officer, anne):
    correct(officer, anne, email="anne@new.example")
    assert confirm_by_link(anne.pk)
    anne.refresh_from_db()
    assert (anne.state, anne.confirmed_by) == ("confirmed", "link")
    assert mails()[-1] == ("signups.welcome", "anne@new.example")


def test_who_joined_long_ago_has_two_weeks_to_answer_too(officer, anne):
    correct(officer, anne, email="anne@new.example")
    for days, left in [(1, 1), (13, 1), (15, 0)]:
        keep_house(timezone.now() + days * DAY)
        assert (days, Stakeholder.objects.count()) == (days, left)


def test_a_mailing_that_waits_for_the_old_address_does_not_leave(officer, anne):
    joined("Bert")
    mailing = MailingFactory()
    send_now(mailing)
    push_mailings()
    correct(officer, anne, email="anne@new.example")
    push_mailings()
    assert list(Delivery.objects.values_list("stakeholder__name", flat=True)) == ["Bert"]
    assert [mail.recipient for mail in OutboxMessage.objects.filter(batch=mailing.pk)] == ["bert@example.org"]


def test_mails_that_left_stay_on_record(officer, anne):
    OutboxMessageFactory(about=anne.pk, recipient=anne.email, sent_at=timezone.now())
    correct(officer, anne, email="anne@new.example")
    assert {recipient for _letter, recipient in mails()} == {"anne@example.org", "anne@new.example"}


def test_notes_are_kept_along_with_a_new_address(officer, anne):
    NoteFactory(stakeholder=anne, text="Moved")
    correct(officer, anne, email="anne@new.example", **{"notes-0-text": "Has moved"})
    assert (anne.notes.count(), Confirmation.objects.get().mails) == (1, 1)
