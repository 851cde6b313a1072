"""The pages of whoever joins look right: what axe doesn't see, and those that no other test opens."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.factories import ConsentTextFactory, SiteSettingsFactory


@pytest.fixture(autouse=True)
def content(transactional_db):
    SiteSettingsFactory()
    ConsentTextFactory(version=1, words_nl="Ja, houd mij op de hoogte.", words_en="Yes, keep me informed.")


@pytest.fixture
def opened(open_page, live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    return lambda **options: open_page(base_url=live_server.url, **options)


def at(name, *arguments, language="en"):
    with override(language):
        return reverse(f"signups:{name}", args=arguments)


def edges(page, selector):
    box = page.locator(selector).bounding_box()
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("width", [360, 1440])
def test_what_happens_next_stands_close_to_the_button_and_to_its_heading(opened, width):
    page = opened(viewport={"width": width, "height": 900})
    page.goto(at("join"))
    button, heading = edges(page, "main form > p > button"), edges(page, "#next-title")
    words = edges(page, "#next-title + p")
    assert round(heading[0] - button[1]) == 40
    assert round(words[0] - heading[1]) == 12
