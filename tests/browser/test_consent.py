"""A visitor is asked, answers, and changes their mind, in Chromium."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override

from tests.factories import EventFactory, PageFactory, SiteSettingsFactory

GOOGLE = "https://www.googletagmanager.com/gtag/js?id=G-TEST1234"
HOTJAR = "https://static.hotjar.com/c/hotjar-1234567.js?sv=6"


def english(name):
    with override("en"):
        return reverse(name)


@pytest.fixture(autouse=True)
def measured_site(transactional_db):
    import_module("content.consent.migrations.0001_cookie_groups").add_groups(apps, None)
    EventFactory(live=True)
    return SiteSettingsFactory(google_analytics_id="G-TEST1234", hotjar_id="1234567", external_video=True)


@pytest.fixture
def visit(open_page, live_server, settings):
    """Open pages of the test's site, with Google and Hotjar played by the test; `.asked()` tells who was reached."""
    settings.ALLOWED_HOSTS = ["*"]

    def opened(**options):
        page = open_page(base_url=live_server.url, **options)
        for address in [GOOGLE, HOTJAR]:
            page.context.route(address, lambda route: route.fulfill(body="", content_type="text/javascript"))

        def asked():
            """Return who else was asked since the last time, and forget it."""
            prefix = "request to another host: "
            found = [fault.removeprefix(prefix) for fault in page.watch.faults if fault.startswith(prefix)]
            page.watch.faults[:] = [fault for fault in page.watch.faults if not fault.startswith(prefix)]
            return sorted(found)

        page.asked = asked
        return page

    return opened


@pytest.fixture
def page(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    page.goto(english("events:home"))
    return page


def notice(page):
    return page.get_by_role("region", name="Cookies: may others look along?")


def choice(page):
    """What the browser keeps: category → whether it was agreed to; None before an answer."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    assert set(cookies) <= {"cookie_consent"}
    if not cookies:
        return None
    pairs = [part.split("=", 1) for part in cookies["cookie_consent"].strip('"').split("|")]
    return {varname: version != "-1" for varname, version in pairs}


def loaded(page):
    page.wait_for_load_state("networkidle")
    return page.asked()


def test_before_an_answer_nobody_else_hears_of_the_visitor(page):
    notice(page).wait_for()
    assert (loaded(page), choice(page)) == ([], None)


def test_accepting_loads_what_was_asked_for_now_and_on_the_next_page(page):
    notice(page).get_by_role("button", name="Accept all").click()
    notice(page).wait_for(state="hidden")
    assert loaded(page) == sorted([GOOGLE, HOTJAR])
    assert choice(page) == {"analytics": True, "behaviour": True, "media": True}
    page.reload()
    assert loaded(page) == sorted([GOOGLE, HOTJAR])
    assert notice(page).count() == 0


def test_refusing_is_one_click_and_asked_once(page):
    notice(page).get_by_role("button", name="Refuse all").click()
    notice(page).wait_for(state="hidden")
    page.reload()
    assert (loaded(page), choice(page)) == ([], {"analytics": False, "behaviour": False, "media": False})
    assert notice(page).count() == 0


def test_accepting_and_refusing_look_alike_and_stand_side_by_side(page):
    accept = notice(page).get_by_role("button", name="Accept all")
    refuse = notice(page).get_by_role("button", name="Refuse all")
    style = "b => { const s = getComputedStyle(b); return [s.color, s.backgroundColor, s.fontSize, s.borderColor] }"
    assert accept.evaluate(style) == refuse.evaluate(style)
    assert accept.bounding_box()["y"] == refuse.bounding_box()["y"]
    assert accept.bounding_box()["width"] == pytest.approx(refuse.bounding_box()["width"], abs=24)


def test_one_category_is_accepted_alone(page):
    notice(page).get_by_text("Choose per category").click()
    notice(page).get_by_role("checkbox", name="Behaviour").check()
    notice(page).get_by_role("button", name="Save my choice").click()
    notice(page).wait_for(state="hidden")
    assert loaded(page) == [HOTJAR]
    assert choice(page) == {"analytics": False, "behaviour": True, "media": False}


def test_enter_in_a_category_saves_the_choice_and_accepts_no_other(page):
    notice(page).get_by_text("Choose per category").click()
    notice(page).get_by_role("checkbox", name="External media").check()
    page.keyboard.press("Enter")
    notice(page).wait_for(state="hidden")
    assert choice(page) == {"analytics": False, "behaviour": False, "media": True}


def test_changing_ones_mind_stops_at_once_and_deletes_what_was_left(page, live_server):
    notice(page).get_by_role("button", name="Accept all").click()
    notice(page).wait_for(state="hidden")
    page.evaluate("document.cookie = '_ga=1; path=/'; document.cookie = '_hjSession_1234567=2; path=/'")
    loaded(page)
    page.get_by_role("link", name="Cookie settings").click()
    page.get_by_role("checkbox", name="Analytics").uncheck()
    page.get_by_role("checkbox", name="Behaviour").uncheck()
    page.get_by_role("button", name="Save my choice").click()
    page.get_by_text("Your choice is saved.").wait_for()
    assert choice(page) == {"analytics": False, "behaviour": False, "media": True}
    page.goto(english("events:home"))
    assert loaded(page) == []


def test_another_tab_stops_too(page, visit):
    notice(page).get_by_role("button", name="Accept all").click()
    notice(page).wait_for(state="hidden")
    loaded(page)
    page.context.request.post(
        page.url.replace(english("events:home"), english("consent:choose")),
        form={"offered": "analytics", "answer": "none"},
        headers={"x-requested-with": "fetch"},
    )
    with page.expect_navigation():
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert loaded(page) == [HOTJAR]


def test_new_cookies_in_a_category_are_asked_for_again(page):
    notice(page).get_by_role("button", name="Accept all").click()
    notice(page).wait_for(state="hidden")
    loaded(page)
    group = apps.get_model("cookie_consent", "CookieGroup").objects.get(varname="analytics")
    group.cookie_set.create(name="_gac")
    page.reload()
    notice(page).wait_for()
    assert loaded(page) == [HOTJAR]


def test_when_the_answer_cannot_be_fetched_the_form_is_sent(page):
    page.route(
        "**/choice/", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    with page.expect_navigation():
        notice(page).get_by_role("button", name="Refuse all").click()
    assert page.url.endswith(english("events:home"))
    assert choice(page) == {"analytics": False, "behaviour": False, "media": False}


@pytest.mark.parametrize("width", [320, 1440])
def test_the_keyboard_reaches_the_notice_first_and_is_not_kept_in_it(visit, width):
    page = visit(viewport={"width": width, "height": 900})
    page.goto(english("events:home"))
    notice(page).wait_for()
    reached = []
    for _stop in range(7):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(document.activeElement.textContent || document.activeElement.value).trim()"))
    assert reached[:5] == ["Skip to the content", "More on cookies", "Accept all", "Refuse all", "Choose per category"]
    assert page.evaluate("document.activeElement.closest('[data-consent]')") is None


def test_the_notice_covers_nothing_on_a_small_screen(visit):
    page = visit(viewport={"width": 320, "height": 640})
    page.goto(english("events:home"))
    notice(page).wait_for()
    assert notice(page).evaluate("section => getComputedStyle(section).position") == "static"
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_a_script_there_is_no_notice_and_the_settings_work(visit):
    page = visit(java_script_enabled=False)
    page.goto(english("events:home"))
    assert notice(page).count() == 0
    page.get_by_role("link", name="Cookie settings").click()
    page.get_by_role("checkbox", name="External media").check()
    page.get_by_role("button", name="Save my choice").click()
    assert page.get_by_role("status").inner_text() == "Your choice is saved."
    assert page.get_by_role("checkbox", name="External media").is_checked()
    assert choice(page) == {"analytics": False, "behaviour": False, "media": True}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_notice_and_settings_have_no_barrier(visit, axe, theme, width):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=theme)
    page.goto(english("events:home"))
    notice(page).get_by_text("Choose per category").click()
    assert axe(page) == []
    page.goto(english("consent:settings"))
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_site_without_anything_to_ask_runs_no_script_for_it(visit, measured_site):
    measured_site.delete()
    page = visit()
    page.goto(PageFactory(live=True, title_en="About").addresses()["en"])
    assert [notice(page).count(), choice(page)] == [0, None]
    assert page.locator("script").count() == 0
