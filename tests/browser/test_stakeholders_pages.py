"""The pages of whoever joins look right: what axe doesn't see, and those that no other test opens."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from freezegun import freeze_time

from content.mail.signed_links import key_for
from signups.models import JoinRules
from tests.factories import (
    CaseFactory,
    ConsentTextFactory,
    InterestFactory,
    JoinRulesFactory,
    PendingSignupFactory,
    SiteSettingsFactory,
    StakeholderFactory,
)

SEND = "main form > p > button"


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
    button, heading = edges(page, SEND), edges(page, "#next-title")
    words = edges(page, "#next-title + p")
    assert round(heading[0] - button[1]) == 40
    assert round(words[0] - heading[1]) == 12


LOOKS = [("nl", "dark", 360), ("en", "light", 360), ("nl", "light", 768), ("en", "dark", 1440)]


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def visit(request, opened):
    """Open pages in a language, in light or dark, on a phone or a desk."""
    language, theme, width = request.param
    page = opened(color_scheme=theme, viewport={"width": width, "height": 900})
    page.language = language
    return page


@pytest.fixture
def faults(axe):
    """Return what is wrong with a page: barriers, targets below 24 pixels (WCAG 2.2 SC 2.5.8), words beyond its edge."""

    def found(page):
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return axe(page, rules={"target-size": {"enabled": True}}) + [f"{wide} pixels too wide"] * (wide > 0)

    return found


def test_the_form_says_where_one_came_from(visit, faults):
    case = CaseFactory(live=True, title_nl="De lokale factor in innovatie", title_en="")
    InterestFactory()
    visit.goto(f"{at('join', language=visit.language)}?from={case.addresses()[visit.language]}")
    assert visit.get_by_role("link", name="De lokale factor in innovatie").count() == 1
    assert faults(visit) == []


def fill_in(page):
    page.locator("[name=name]").fill("Anna de Vries")
    page.locator("[name=email]").fill("anna@example.org")
    page.locator("[name=kind][value=citizen]").check()
    page.locator("[name=message]").fill("I know about eels.")
    page.locator("[name=consent]").check()


def test_whose_browser_runs_no_script_of_ours_waits(visit, faults):
    visit.route("**/proof*.js", lambda route: route.abort())  # axe needs the others
    visit.goto(at("join", language=visit.language))
    fill_in(visit)
    for _time in ["at first", "too soon"]:
        with visit.expect_navigation():
            visit.locator("main form button:visible").last.click()
        assert visit.locator("[name=ticket]").count() == 1
        assert faults(visit) == []


def test_it_is_closed(visit, faults):
    JoinRulesFactory(closes_at=timezone.now() + timedelta(days=1))
    visit.goto(at("join", language=visit.language))
    fill_in(visit)
    JoinRules.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    visit.locator(SEND).click()
    visit.locator("#id_written").wait_for()
    assert visit.locator("#id_written").input_value() == "I know about eels."
    assert edges(visit, "[for=id_written]")[0] - edges(visit, ".note")[1] > 20
    assert faults(visit) == []
    visit.goto(at("join", language=visit.language))
    assert faults(visit) == []


def test_another_mail_is_asked_for(visit, faults):
    signup = PendingSignupFactory(stakeholder=StakeholderFactory())
    visit.goto(f"{at('code', signup.key, language=visit.language)}?mail=asked")
    assert visit.get_by_role("status").inner_text() != ""
    assert faults(visit) == []


def old_key(purpose, person):
    with freeze_time(timezone.now() - timedelta(days=30)):
        return key_for(purpose, person)


def test_links_that_work_no_more_say_so(visit, faults):
    person, gone = StakeholderFactory(), uuid4()
    pages = [
        ("confirm", old_key("confirm", person.pk)), ("confirm", key_for("confirm", gone)), ("welcome", "forged"),
        ("my_data", old_key("my-data", person.pk)), ("my_data", key_for("my-data", gone)), ("my_data", "forged"),
    ]  # fmt: skip
    for name, key in pages:
        visit.goto(at(name, key, language=visit.language))
        assert faults(visit) == [], (name, key)


@pytest.mark.parametrize(("name", "purpose"), [("leave", "my-data"), ("unsubscribe", "unsubscribe"), ("stay", "stay")])
def test_what_is_said_after_the_last_button(visit, faults, name, purpose):
    person = StakeholderFactory(state="confirmed", confirmed_at=timezone.now(), asked_to_stay_at=timezone.now())
    visit.goto(at(name, key_for(purpose, person.pk), language=visit.language))
    visit.locator("main form button").click()
    visit.locator("main form button").wait_for(state="detached")
    assert faults(visit) == []
