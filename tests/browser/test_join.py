"""Somebody joins, in Chromium, in both languages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from content.mail.models import OutboxMessage
from signups.joining import proof_of_work
from signups.joining.registering import register_waiting
from signups.models import JoinRules, Stakeholder
from tests.factories import ConsentTextFactory, EventFactory, InterestFactory, SiteSettingsFactory
from tests.signups.joining import code_in, link_in

# Not the hidden one that the Enter key presses.
SEND = "main form > p > button"


def address(name, language="en", **keys):
    with override(language):
        return reverse(name, kwargs=keys)


def confirm_link(mail):
    return link_in(mail, address("signups:confirm", mail.language, key="x").split("/")[-3])


@pytest.fixture(autouse=True)
def content(transactional_db):
    SiteSettingsFactory(google_analytics_id="G-TEST1234")
    ConsentTextFactory(version=1, words_nl="Ja, houd mij op de hoogte.", words_en="Yes, keep me informed.")
    InterestFactory(label_nl="Landbouw", label_en="Agriculture", icon="tractor")


@pytest.fixture(autouse=True)
def no_wait(monkeypatch):
    """Whoever runs no scripts would wait ten seconds."""
    monkeypatch.setattr(proof_of_work, "PATIENCE", timedelta())


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


def send(page, script=True):
    """Press the button; without scripts, wait as one is asked to (no time in tests) and press the next one."""
    page.locator(SEND).click()
    if not script:
        page.locator("main form button").click()
    be_thanked(page)


def be_thanked(page):
    """Get the page for the code, and let the site do what follows."""
    page.locator("[name=code]").wait_for()
    register_waiting()


def mail(letter="signups.confirm"):
    return OutboxMessage.objects.filter(letter=letter).latest("created_at")


def state():
    return Stakeholder.objects.values_list("name", "language", "state", "confirmed_by").get()


LANGUAGES = [("nl", "Ja, houd mij op de hoogte."), ("en", "Yes, keep me informed.")]


@pytest.mark.parametrize(("language", "consent"), LANGUAGES)
@pytest.mark.parametrize("script", [True, False])
def test_somebody_joins_by_the_code(visit, language, consent, script):
    page = visit(language, java_script_enabled=script)
    fill_in(page, consent)
    send(page, script)
    assert state() == ("Anna de Vries", language, "pending", "")
    page.locator("[name=code]").fill(f"{code_in(mail())[:3]} {code_in(mail())[3:]}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address('signups:welcome', language, key='x')[:-2]}*/")
    assert state() == ("Anna de Vries", language, "confirmed", "code")
    assert page.context.cookies() == []


@pytest.mark.parametrize(("language", "consent"), LANGUAGES)
@pytest.mark.parametrize("script", [True, False])
def test_somebody_joins_by_the_link(visit, language, consent, script):
    page = visit(language, java_script_enabled=script)
    fill_in(page, consent)
    send(page, script)
    page.goto(confirm_link(mail()))
    assert page.get_by_text("anna@example.org").count() == 1
    assert state()[2] == "pending"
    page.locator("main form button").click()
    page.locator(f"a[href^='{address('signups:my_data_ask', language)}']").first.wait_for()
    assert state()[2:] == ("confirmed", "link")


@pytest.mark.parametrize("script", [True, False])
def test_a_slip_in_the_address_is_mended_with_one_click(visit, script):
    page = visit(java_script_enabled=script)
    fill_in(page)
    page.locator("[name=email]").fill("anna@gmial.com")
    page.locator(SEND).click()
    page.get_by_role("button", name="Yes, use anna@gmail.com").click()
    if not script:
        page.locator("main form button").click()
    be_thanked(page)
    assert Stakeholder.objects.get().email == "anna@gmail.com"


def test_the_enter_key_answers_no_question(visit):
    page = visit()
    fill_in(page)
    page.locator("[name=email]").fill("anna@gmial.com")
    page.locator(SEND).click()
    page.get_by_role("button", name="Yes, use anna@gmail.com").wait_for()
    page.locator("[name=name]").focus()
    page.keyboard.press("Enter")
    be_thanked(page)
    assert Stakeholder.objects.get().email == "anna@gmial.com"


def test_a_double_click_joins_once(visit):
    page = visit()
    fill_in(page)
    page.locator(SEND).dblclick()
    be_thanked(page)
    assert (Stakeholder.objects.count(), OutboxMessage.objects.count()) == (1, 1)
    page.reload()
    page.go_back()
    page.locator(SEND).click()
    be_thanked(page)
    assert (Stakeholder.objects.count(), OutboxMessage.objects.count()) == (1, 1)


@pytest.mark.parametrize("seconds", [0, 3, 4])
def test_one_press_is_enough_however_long_the_form_took(visit, seconds):
    page = visit()
    fill_in(page)
    page.wait_for_timeout(seconds * 1000)  # the proof of work is there after some three seconds
    page.locator(SEND).click()
    page.locator("[name=code]").wait_for(timeout=10_000)


def test_the_way_from_an_event_is_remembered(visit, live_server):
    event = EventFactory(live=True)
    page = visit()
    page.goto(event.addresses()["en"])
    page.get_by_role("link", name="I want to join").click()
    fill_in(page)
    send(page)
    assert Stakeholder.objects.values_list("seen_on", "event").get() == (event.addresses()["en"], event.pk)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(("language", "consent"), LANGUAGES)
def test_no_page_of_the_way_has_a_barrier(visit, axe, language, consent, width, theme):
    JoinRules.objects.create(pk=1, what_next_nl="<p>We zien elkaar.</p>", what_next_en="<p>We meet.</p>")
    page = visit(language, viewport={"width": width, "height": 900}, color_scheme=theme)

    def is_fine():
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width

    fill_in(page, consent)
    page.locator("[name=email]").fill("anna.with.a.very.long.name.indeed@gmial.com")
    page.locator(SEND).click()
    page.locator("[name=instead]").wait_for()
    is_fine()
    page.locator("[name=instead]").click()
    be_thanked(page)
    is_fine()
    page.locator("[name=code]").fill("1")
    page.keyboard.press("Enter")
    page.locator("#id_code_error").wait_for()
    is_fine()
    page.goto(confirm_link(mail()))
    is_fine()
    page.locator("main form button").click()
    page.wait_for_url(f"**{address('signups:welcome', language, key='x')[:-2]}*/")
    is_fine()
    page.goto(confirm_link(mail()))
    is_fine()
    page.goto(address("signups:confirm", language=language, key="forged"))
    is_fine()


@pytest.mark.parametrize("script", [True, False])
def test_the_errors_have_the_focus_and_lead_to_their_fields(visit, script):
    page = visit(java_script_enabled=script)
    page.locator("[name=name]").fill("Anna")
    page.locator(SEND).click()
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
    for _field in ["organisation", "role", "kind"]:
        page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first kind
    for _field in ["interest", "message", "language", "consent"]:
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    while page.locator(f"{SEND}:focus").count() == 0:  # links on the way
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    be_thanked(page)
    assert Stakeholder.objects.values_list("name", "kind").get() == ("Anna", "business")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_form_has_no_barrier_with_or_without_errors(visit, axe, theme, width):
    page = visit(color_scheme=theme, viewport={"width": width, "height": 900})
    assert axe(page) == []
    page.locator(SEND).click()
    page.get_by_role("group", name="Something is missing or not right").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_form_fits_on_a_narrow_phone(visit):
    page = visit(viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
