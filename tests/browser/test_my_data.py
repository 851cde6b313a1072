"""Somebody sees, corrects, takes along and erases what we hold, in Chromium, in both languages."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from content.mail.models import OutboxMessage
from content.mail.signed_links import key_for
from signups.models import Delivery, Erasure, Stakeholder
from tests.factories import (
    ConsentFactory,
    DeliveryFactory,
    InterestFactory,
    NoteFactory,
    OutboxMessageFactory,
    SiteSettingsFactory,
    StakeholderFactory,
)

WORDS = {
    "en": ("Send me the link", "Keep my changes", "Your changes are kept.", "Erase my data", "Erase my data now"),
    "nl": ("Stuur mij de link", "Wijzigingen bewaren", "Je wijzigingen zijn bewaard.", "Mijn gegevens wissen", "Wis nu mijn gegevens"),
}  # fmt: skip


@pytest.fixture
def anna(transactional_db):
    """Somebody of whom we hold something of each kind."""
    SiteSettingsFactory()
    interests = [InterestFactory(label_nl="Landbouw", label_en="Agriculture", icon="tractor"), InterestFactory()]
    person = StakeholderFactory(
        name="Anna de Vries",
        email="anna@example.org",
        organisation="Waterschap Noorderzijlvest",
        message="I know about eels. " * 8,
        state="confirmed",
        confirmed_at=timezone.now(),
        interests=interests[:1],
    )
    ConsentFactory(stakeholder=person, text__words_en="Yes, keep me informed.", source="/nl/evenementen/")
    DeliveryFactory(stakeholder=person)
    NoteFactory(stakeholder=person)
    OutboxMessageFactory(about=person.pk, recipient=person.email, sent_at=timezone.now())
    return person


@pytest.fixture
def opened(open_page, live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    return lambda **options: open_page(base_url=live_server.url, **options)


def at(name, purpose=None, person=None, language="en"):
    with override(language):
        return reverse(f"signups:{name}", args=[key_for(purpose, person.pk)] if purpose else [])


def link_in_the_mail():
    text = OutboxMessage.objects.filter(letter="signups.my_data").get().text
    return re.search(r"https?://[^/\s]+(/\S+?:\S+?:\S+)", text)[1]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_whole_way_from_the_question_to_the_proof(opened, anna, language, script):
    Stakeholder.objects.update(language=language)
    ask, keep, kept, erase, now = WORDS[language]
    page = opened(java_script_enabled=script, accept_downloads=True)
    page.goto(at("my_data_ask", language=language))
    page.locator("main [name=email]").fill("Anna@example.org")
    page.get_by_role("button", name=ask).click()
    page.wait_for_url(f"**{at('my_data_asked', language=language)}")

    page.goto(link_in_the_mail())
    page.locator("[name=organisation]").fill("Provincie Drenthe")
    page.get_by_role("button", name=keep).click()
    page.get_by_role("status").get_by_text(kept).wait_for()
    assert Stakeholder.objects.get().organisation == "Provincie Drenthe"

    with page.expect_download() as download:
        page.locator("a[href$='/json/']").click()
    assert json.loads(download.value.path().read_text())["you"]["organisation"] == "Provincie Drenthe"

    page.get_by_role("link", name=erase, exact=True).click()
    page.get_by_role("button", name=now).click()
    page.get_by_text(str(Erasure.objects.get().pk)).wait_for()
    assert (Stakeholder.objects.count(), Delivery.objects.count(), OutboxMessage.objects.count()) == (0, 0, 0)
    assert page.context.cookies() == []


def test_one_unsubscribes_by_a_button(opened, anna):
    page = opened()
    page.goto(at("unsubscribe", "unsubscribe", anna))
    assert Stakeholder.objects.exists()
    page.get_by_role("button", name="Unsubscribe and erase my data").click()
    page.get_by_role("heading", name="You are unsubscribed").wait_for()
    assert not Stakeholder.objects.exists()


def test_one_stays_by_a_button(opened, anna):
    Stakeholder.objects.update(asked_to_stay_at=timezone.now())
    page = opened()
    page.goto(at("stay", "stay", anna))
    page.get_by_role("button", name="Yes, I want to stay").click()
    page.get_by_role("heading", name="You stay with us").wait_for()
    assert Stakeholder.objects.get().asked_to_stay_at is None


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_has_a_barrier(opened, anna, axe, language, theme, width):
    Stakeholder.objects.update(asked_to_stay_at=timezone.now())
    page = opened(color_scheme=theme, viewport={"width": width, "height": 900})
    pages = [
        at("my_data_ask", language=language), at("my_data_asked", language=language), at("processing", language=language),
        at("my_data", "my-data", anna, language), at("leave", "my-data", anna, language),
        at("unsubscribe", "unsubscribe", anna, language), at("stay", "stay", anna, language),
    ]  # fmt: skip
    for address in pages:
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def test_no_page_at_the_end_has_a_barrier(opened, anna, axe):
    page = opened()
    page.goto(at("leave", "my-data", anna))
    page.get_by_role("button", name="Erase my data now").click()
    page.get_by_text("Number of the proof").wait_for()
    assert axe(page) == []


def test_errors_have_the_focus(opened, anna, axe):
    page = opened()
    page.goto(at("my_data", "my-data", anna))
    page.locator("[name=name]").fill("")
    page.get_by_role("button", name="Keep my changes").click()
    page.get_by_role("group", name="Something is missing or not right").wait_for()
    assert page.locator(":focus").get_attribute("class") == "error-summary"
    assert axe(page) == []
