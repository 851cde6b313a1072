"""Somebody joins, in Chromium, in both languages."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from signups.models import Stakeholder
from tests.factories import ConsentTextFactory, EventFactory, InterestFactory, SiteSettingsFactory


def address(name, language="en"):
    with override(language):
        return reverse(name)


@pytest.fixture(autouse=True)
def content(transactional_db):
    SiteSettingsFactory(google_analytics_id="G-TEST1234")
    ConsentTextFactory(version=1, words_nl="Ja, houd mij op de hoogte.", words_en="Yes, keep me informed.")
    InterestFactory(label_nl="Landbouw", label_en="Agriculture", icon="tractor")


@pytest.fixture
def visit(open_page, live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]

    def opened(language="en", **options):
        page = open_page(base_url=live_server.url, **options)
        page.goto(address("signups:join", language))
        return page

    return opened


def fill_in(page, consent="Yes, keep me informed."):
    page.locator("[name=name]").fill("Anna de Vries")
    page.locator("[name=email]").fill("anna@example.org")
    page.locator("[name=kind][value=citizen]").check()
    page.get_by_role("checkbox", name=consent).check()


@pytest.mark.parametrize(
    ("language", "consent"), [("nl", "Ja, houd mij op de hoogte."), ("en", "Yes, keep me informed.")]
)
@pytest.mark.parametrize("script", [True, False])
def test_somebody_joins_and_is_thanked(visit, language, consent, script):
    page = visit(language, java_script_enabled=script)
    fill_in(page, consent)
    page.locator("main form button").click()
    page.wait_for_url(f"**{address('signups:thanks', language)}")
    assert list(Stakeholder.objects.values_list("name", "language")) == [("Anna de Vries", language)]
    assert page.context.cookies() == []


def test_the_way_from_an_event_is_remembered(visit, live_server):
    event = EventFactory(live=True)
    page = visit()
    page.goto(event.addresses()["en"])
    page.get_by_role("link", name="I want to join").click()
    fill_in(page)
    page.locator("main form button").click()
    page.wait_for_url(f"**{address('signups:thanks')}")
    assert Stakeholder.objects.get().seen_on == event.addresses()["en"]


@pytest.mark.parametrize("script", [True, False])
def test_the_errors_have_the_focus_and_lead_to_their_fields(visit, script):
    page = visit(java_script_enabled=script)
    page.locator("[name=name]").fill("Anna")
    page.locator("main form button").click()
    page.get_by_role("group", name="Something is missing or not right").wait_for()
    assert page.locator(":focus").get_attribute("class") == "error-summary"
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Fill in your e-mail address."
    page.keyboard.press("Enter")
    assert page.locator("[name=email]:focus").count() == 1
    assert page.locator("[name=name]").input_value() == "Anna"


def test_the_keyboard_alone_is_enough(visit):
    page = visit()
    page.locator("[name=name]").focus()
    page.keyboard.type("Anna")
    page.keyboard.press("Tab")
    page.keyboard.type("anna@example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first kind
    for _field in ["interest", "message", "language", "consent"]:
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address('signups:thanks')}")
    assert Stakeholder.objects.values_list("name", "kind").get() == ("Anna", "business")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_form_has_no_barrier_with_or_without_errors(visit, axe, theme, width):
    page = visit(color_scheme=theme, viewport={"width": width, "height": 900})
    assert axe(page) == []
    page.locator("main form button").click()
    page.get_by_role("group", name="Something is missing or not right").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_form_fits_on_a_narrow_phone(visit):
    page = visit(viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
