"""“Is this right?” in a real browser: answered on a phone, with nothing but a keyboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from content.reviews.models import Answer
from content.workflow.drafts import draft_of
from tests.factories import QuoteFactory, ReviewFactory, SpeakerFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quote():
    speaker = SpeakerFactory(live=True, name="Emily Wise", role_en="researcher", role_nl="onderzoeker")
    return QuoteFactory(live=True, speaker=speaker, words_en="Choose by your strength", words_nl="Kies naar je kracht")


@pytest.fixture
def question(quote):
    """The address of the page about the quote."""
    made = ReviewFactory(target=quote, language="en", expires_at=timezone.now() + timedelta(days=30))
    return reverse("reviews:review", args=[made.secret])


@pytest.fixture
def phone(open_page, live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    return open_page(base_url=live_server.url, viewport={"width": 360, "height": 780})


def reach(page, role, name):
    """Press Tab until what has this role and name has the focus."""
    wanted = page.get_by_role(role, name=name)
    for _press in range(40):
        if wanted.evaluate("element => element === document.activeElement"):
            return wanted
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard doesn't reach the {role} “{name}”")


def test_somebody_says_yes_on_a_phone_by_the_keyboard(phone, question, axe):
    phone.goto(question)
    expect(phone.get_by_text("Choose by your strength").first).to_be_visible()
    expect(phone.get_by_text("Kies naar je kracht").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(phone) == []
    reach(phone, "button", "Yes, this is right")
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("you told us that this is right")).to_be_visible()
    assert axe(phone) == []
    assert Answer.objects.get().verdict == Answer.Verdict.APPROVED
    assert phone.context.cookies() == []


def test_somebody_corrects_by_the_keyboard(phone, question, quote, axe):
    phone.goto(question)
    reach(phone, "button", "Yes, this is right")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    assert axe(phone) == []
    reach(phone, "textbox", "Words (English)")
    phone.keyboard.press("Control+End")
    phone.keyboard.type(", and by your weakness")
    reach(phone, "button", "Send my corrections")
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("you told us what should be different")).to_be_visible()
    assert draft_of(quote).after["fields"]["words_en"] == "Choose by your strength, and by your weakness"


def test_a_fault_is_told_and_nothing_typed_is_lost(phone, question, axe):
    phone.goto(question)
    phone.get_by_text("No, something should be different").click()
    phone.get_by_label("Words (English)").fill("Something else")
    phone.get_by_role("button", name="Yes, this is right").click()
    expect(phone.get_by_role("alert")).to_contain_text("You changed the text below")
    expect(phone.get_by_label("Words (English)")).to_have_value("Something else")
    assert axe(phone) == []


def test_the_other_language_is_one_link_away(phone, question):
    phone.goto(question)
    phone.get_by_role("link", name="Nederlands").click()
    expect(phone.locator("html")).to_have_attribute("lang", "nl")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_keeps_to_the_rules_on_a_wide_screen(open_page, live_server, settings, question, axe, scheme):
    settings.ALLOWED_HOSTS = ["*"]
    page = open_page(base_url=live_server.url, viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page.goto(question)
    assert axe(page) == []


def test_an_editor_asks_and_reads_the_answer(live_page, live_server, editor, quote, axe):
    cookies = {"sessionid": editor.cookies["sessionid"].value, "django_language": "en"}
    live_page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    live_page.goto(reverse("admin:events_quote_change", args=[quote.pk]))
    live_page.get_by_role("link", name="Is this right?", exact=True).click()
    live_page.get_by_label("Name").fill("Emily Wise")
    live_page.locator("#id_language").select_option("en")
    live_page.get_by_role("button", name="Make a link").click()
    address = live_page.get_by_label("Works until").input_value()
    assert axe(live_page) == []
    live_page.goto(address)
    live_page.get_by_role("button", name="Yes, this is right").click()
    live_page.goto(reverse("admin:events_quote_change", args=[quote.pk]))
    expect(live_page.locator(".answers")).to_contain_text("Emily Wise approved this")
    assert axe(live_page, preload=False) == []
