"""Writing a mailing: the form, the number of people, the mail as it will look, a test."""

import pytest
from django.urls import reverse

from content.mail.models import OutboxMessage
from events.models import Event
from signups.models import Mailing
from tests.editing.forms import edit, told
from tests.factories import EventFactory, InterestFactory, MailingFactory, PictureFactory
from tests.people import browser_of
from tests.signups.mailings.joined import joined

pytestmark = pytest.mark.django_db

ADD = "/admin/signups/mailing/add/"
WORDS = {"subject_nl": "Nieuws", "subject_en": "News", "body_nl": "<p>Nieuw</p>", "body_en": "<p>New</p>"}


@pytest.fixture
def officer():
    """A stakeholder officer's browser, in English."""
    return browser_of("officer")


def address(act: str, *mailings) -> str:
    return reverse(f"admin:signups_mailing_{act}", args=[mailing.pk for mailing in mailings])


# --- The form -----------------------------------------------------------------------------------------------------


def test_an_officer_writes_in_both_languages_and_chooses_whom(officer):
    event, food = EventFactory(live=True), InterestFactory()
    filtered = {"event": event.pk, "kinds": ["citizen", "business"], "languages": ["nl"], "interests": [food.pk]}
    page = edit(officer, ADD, "_preview", **WORDS, **filtered)
    mailing = Mailing.objects.get()
    assert (mailing.subject_nl, mailing.subject_en, mailing.body_en) == ("Nieuws", "News", "<p>New</p>")
    assert (mailing.event, mailing.kinds, mailing.languages) == (event, ["citizen", "business"], ["nl"])
    assert list(mailing.interests.all()) == [food]
    assert (mailing.author, mailing.state) == (officer.user, "draft")
    assert page.redirect_chain[-1][0] == address("preview", mailing)


def test_one_language_will_do_and_none_will_not(officer):
    page = edit(officer, ADD, subject_en="News")
    assert [fault.message for fault in page.context["faults"]] == ["Fill this in, in Dutch, in English or in both."]
    assert "News" in page.content.decode()
    edit(officer, ADD, subject_en="News", body_en="<p>New</p>")
    assert Mailing.objects.count() == 1


def test_the_form_tells_how_many_get_it_and_what_lacks(officer):
    joined("Anna")
    joined("Bert", language="en")
    mailing = MailingFactory(subject_en="", body_en="")
    page = officer.get(address("change", mailing))
    assert page.context["goes_to"] == "Goes to 2 people (1 in Dutch, 1 in English)."
    assert page.context["missing"] == [
        "Subject or text lacks in English: 1 person gets what there is in another language."
    ]


@pytest.mark.parametrize("act", ["change", "send"])
def test_pictures_that_the_mail_would_lack_are_told(officer, act):
    joined("Anna")
    ready, waits = PictureFactory(digest="ab" * 32, ready=True), PictureFactory(digest="cd" * 32)
    body = "".join(f'<figure><img src="smartup:picture/{picture.pk}"></figure>' for picture in (ready, waits))
    page = officer.get(address(act, MailingFactory(body_nl=body, body_en=body)))
    assert page.context["missing"] == [
        "1 picture in the text isn’t ready yet, or is gone: the mail would leave without it."
    ]


@pytest.mark.parametrize(
    "asked, said",
    [
        ("", "Goes to 2 people (1 in Dutch, 1 in English)."),
        ("?kinds=citizen", "Goes to 1 person (1 in Dutch)."),
        (
            "?kinds=citizen&languages=en",
            "Goes to nobody: nobody who confirmed an address and agreed to get mail is taken in.",
        ),
    ],
)
def test_the_number_follows_what_is_chosen(officer, asked, said):
    joined("Anna", kind="citizen")
    joined("Bert", kind="business", language="en")
    assert officer.get(address("audience") + asked).json() == {"said": said}


@pytest.mark.parametrize("asked", ["?event=x", "?kinds=x", "?interests=1", "?languages=%00"])
def test_a_filter_that_is_none_is_refused(officer, asked):
    assert officer.get(address("audience") + asked).status_code == 400


# --- The mail -----------------------------------------------------------------------------------------------------


def test_the_preview_shows_the_mail_in_both_languages_light_dark_and_as_text(officer):
    mailing = MailingFactory(subject_nl="Nieuws", subject_en="News", body_en="<p>See <a href='/en/'>here</a>.</p>")
    page = officer.get(address("preview", mailing))
    dutch, english = page.context["mails"]
    assert [(mail.language, mail.subject) for mail in (dutch, english)] == [("nl", "Nieuws"), ("en", "News")]
    assert "See here (http" in english.text
    assert "<html" in english.light and english.light != english.dark


def test_a_test_goes_to_oneself_and_to_nobody_else(officer):
    joined("Anna")
    mailing = MailingFactory(subject_nl="Nieuws", subject_en="News")
    page = officer.post(address("test", mailing), follow=True)
    assert told(page) == [f"A test is on its way to {officer.user.email} (Dutch, English)."]
    mails = OutboxMessage.objects.order_by("language")
    assert [(mail.recipient, mail.language, mail.batch, mail.unsubscribe) for mail in mails] == [
        (officer.user.email, "en", None, ""),
        (officer.user.email, "nl", None, ""),
    ]
    assert mails[0].subject == "Test: News"
    assert (Mailing.objects.get().state, mailing.deliveries.count()) == ("draft", 0)


def test_who_has_no_address_is_told_so(officer):
    officer.user.email = ""
    officer.user.save()
    page = officer.post(address("test", MailingFactory()), follow=True)
    assert "no e-mail address" in told(page)[0] and not OutboxMessage.objects.exists()


# --- Drafts that don't begin with an empty page -------------------------------------------------------------------


def test_the_thank_you_after_an_event_begins_with_its_own_words(officer):
    event = EventFactory(
        live=True, title_nl="Slim!", title_en="Smart!", thanks_nl="<p>Dank</p>", thanks_en="<p>Thanks</p>"
    )
    EventFactory()  # which nobody sees yet
    choices = officer.get(address("thanks")).context["form"]["event"].field.queryset
    assert list(choices) == [event]
    page = officer.post(address("thanks"), {"event": event.pk}, follow=True)
    mailing = Mailing.objects.get()
    assert page.redirect_chain[-1][0] == address("change", mailing)
    assert (mailing.event, mailing.state) == (event, "draft")
    assert mailing.subject_en == "Thank you for “Smart!”"
    assert mailing.body_en.startswith("<p>Thanks</p><p>") and f"smartup:events.event/{event.pk}" in mailing.body_en


@pytest.mark.parametrize("who, offered", [("officer", True), ("administrator", True), ("publisher", False)])
def test_the_thank_you_is_offered_beside_the_form_of_an_event_that_visitors_see(who, offered):
    EventFactory(live=True)
    event = EventFactory(live=True)
    browser, link = browser_of(who), f'{address("thanks")}?event={event.pk}"'
    page = browser.get(reverse("admin:events_event_change", args=[event.pk]))
    assert (f'<a href="{link}' in page.content.decode()) is offered
    if offered:
        choices = browser.get(link[:-1]).context["form"]["event"]
        assert [each.data["value"] == event.pk for each in choices if each.data["selected"]] == [True]


def test_no_thank_you_is_offered_for_an_event_that_nobody_sees_yet():
    page = browser_of("administrator").get(reverse("admin:events_event_change", args=[EventFactory().pk]))
    assert address("thanks") not in page.content.decode()


def test_a_long_title_fits_into_the_subject(officer):
    event = EventFactory(live=True, title_nl="S" * 200, title_en="S" * 200)
    officer.post(address("thanks"), {"event": event.pk})
    assert len(Mailing.objects.get().subject_en) == 150
    assert Event.objects.get().title_en == "S" * 200


def test_a_copy_is_a_draft_of_one_s_own(officer):
    food = InterestFactory()
    sent = MailingFactory(state="sent", kinds=["citizen"], interests=[food], subject_en="News")
    officer.post(address("copy", sent))
    copy = Mailing.objects.exclude(pk=sent.pk).get()
    assert (copy.subject_en, copy.kinds, copy.state, copy.author) == ("News", ["citizen"], "draft", officer.user)
    assert list(copy.interests.all()) == [food]


# --- What is no draft any more ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["scheduled", "sending", "paused", "sent"])
def test_what_is_no_draft_has_a_page_and_no_form(officer, state):
    mailing = MailingFactory(state=state, planned_for="2099-01-01T09:00Z", finished_at="2026-01-01T09:00Z")
    assert officer.get(address("change", mailing)).url == address("progress", mailing)
    page = officer.get(address("progress", mailing))
    assert page.status_code == 200
    assert officer.post(address("delete", mailing), {"post": "yes"}).status_code == 403
    assert Mailing.objects.exists()


def test_what_is_written_while_somebody_sends_it_becomes_a_draft_of_its_own(officer):
    mailing = MailingFactory(subject_en="News")
    sent = {**WORDS, "subject_en": "Better news", "_preview": ""}
    Mailing.objects.update(state="sending", meant_for={})
    page = officer.post(address("change", mailing), sent, follow=True)
    mailing.refresh_from_db()
    assert (mailing.subject_en, mailing.state) == ("News", "sending")
    draft = Mailing.objects.get(state="draft")
    assert draft.subject_en == "Better news"
    assert "What you wrote is a new draft" in told(page)[0]


def test_a_draft_can_be_deleted(officer):
    officer.post(address("delete", MailingFactory()), {"post": "yes"})
    assert not Mailing.objects.exists()


def test_the_list_costs_the_same_for_few_and_many(officer, django_assert_max_num_queries):
    for number in range(12):
        MailingFactory(event=EventFactory(), author=officer.user, subject_en=f"News {number}")
    with django_assert_max_num_queries(16):
        officer.get(address("changelist"))
