"""What holds for every public page, in both languages and themes, on a phone and on a large screen."""

import pytest

from tests.browser.crawl import crawl

WIDTHS = [360, 1440]
THEMES = ["light", "dark"]


@pytest.fixture(scope="module")
def addresses(demo_site):
    """All public pages of the demonstration."""
    found = crawl(demo_site.url)
    assert len(found) > 80
    return [address for address in found if "?" not in address]


@pytest.mark.slow
def test_no_page_has_a_barrier_an_error_or_a_cookie(addresses, open_page, axe):
    page = open_page()
    found = []
    for address in addresses:
        page.goto(address)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found += [f"{address} {theme} {width}: {barrier}" for barrier in axe(page)]
        found += [f"{address}: cookie {cookie['name']}" for cookie in page.context.cookies()]
    assert found == []


def test_no_page_scrolls_sideways_at_320_pixels(addresses, open_page):
    page = open_page(viewport={"width": 320, "height": 700})
    wide = []
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    assert wide == []


def test_headings_of_every_page_go_down_step_by_step(addresses, open_page):
    page = open_page(java_script_enabled=True)
    jumps = []
    for address in addresses:
        page.goto(address)
        levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(each => Number(each.localName[1]))")
        if levels.count(1) != 1 or levels[0] != 1 or any(b > a + 1 for a, b in zip(levels, levels[1:], strict=False)):
            jumps.append((address, levels))
    assert jumps == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_whole_site_can_be_read_without_javascript(open_page, language):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.goto(f"/{language}/")
    page.locator("[popovertarget=menu]").click()
    page.locator("#menu a").first.click()
    page.locator(".event-card a").first.click()
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(("language", "cases"), [("nl", "casussen"), ("en", "cases")])
def test_the_keyboard_alone_leads_past_the_menu_and_to_a_case(open_page, language, cases):
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(f"/{language}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.case-card') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{cases}/**")


def test_the_map_of_lessons_leads_to_the_marked_passage(page):
    page.goto("/en/lessons/")
    trace = page.locator(".trace[data-kind=passage]").first
    identifier = trace.get_attribute("href").partition("#")[2]
    trace.click()
    assert page.locator(f"mark#{identifier}").is_visible()
