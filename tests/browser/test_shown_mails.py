"""Whoever tries the site out reads the mails of it at /mail/, in Chromium, in both languages."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from content.mail.models import OutboxMessage
from content.mail.outbox.sending import deliver_due
from signups.joining.registering import register_waiting
from signups.models import Stakeholder
from tests.factories import ConsentTextFactory, SiteSettingsFactory
from tests.signups.joining import code_in

LANGUAGES = [("nl", "Hoe hij eruitziet"), ("en", "What it looks like")]
WHITE, NIGHT = "rgb(255, 255, 255)", "rgb(19, 28, 58)"


@pytest.fixture(autouse=True)
def shown(transactional_db, settings, live_server):
    settings.MAIL_SHOWN = True
    settings.SITE_URL = live_server.url
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    SiteSettingsFactory()
    ConsentTextFactory(version=1, words_nl="Ja, houd mij op de hoogte.", words_en="Yes, keep me informed.")


@pytest.fixture
def joined(open_page, live_server):
    """Somebody who has sent the form, and whose mail the site has written and delivered to nobody but /mail/."""

    def join(language, **options):
        page = open_page(base_url=live_server.url, locale=language, **options)
        with override(language):
            page.goto(reverse("signups:join"))
        page.locator("[name=name]").fill("Anna de Vries")
        page.locator("[name=email]").fill("anna@example.org")
        page.locator("[name=kind][value=citizen]").check()
        page.locator("[name=consent]").check()
        page.locator("main form > p > button").click()
        page.locator("[name=code]").wait_for()
        register_waiting()
        assert deliver_due().sent == 1
        return page

    return join


@pytest.mark.parametrize(("theme", "ground"), [("light", WHITE), ("dark", NIGHT)])
@pytest.mark.parametrize(("language", "heading"), LANGUAGES)
def test_the_mail_with_the_code_is_read_where_mails_are_shown(joined, axe, language, heading, theme, ground):
    page = joined(language, color_scheme=theme, viewport={"width": 360, "height": 800})
    sent = OutboxMessage.objects.get()
    code = code_in(sent)

    def is_fine():
        assert axe(page, iframes=False) == []  # nothing may run in the frame; the mail itself is in test_letters
        assert page.evaluate("document.documentElement.scrollWidth") == 360

    page.goto("/mail/")
    assert page.locator("html").get_attribute("lang") == language
    is_fine()
    page.get_by_role("link", name=sent.subject).click()
    is_fine()
    assert code in page.locator(".shown-mail-text").inner_text()
    frame = page.frame_locator(f'iframe[title="{heading}"][sandbox]')
    expect(frame.get_by_text(code, exact=True)).to_be_visible()
    expect(frame.locator(".sheet")).to_have_css("background-color", ground)


def test_a_link_in_the_text_leads_to_the_page_that_confirms(joined):
    page = read_the_mail(joined("en"))
    page.locator(".shown-mail-text a[href*='/join/confirm/']").click()
    confirm(page)


def test_a_link_in_the_frame_opens_a_tab_of_its_own_with_that_page(joined):
    page = read_the_mail(joined("en"))
    with page.context.expect_page() as opened:
        page.frame_locator(".shown-mail-frame").locator("a[href*='/join/confirm/']").first.click()
    confirm(opened.value)
    assert page.locator(".shown-mail-frame").count() == 1


def read_the_mail(page):
    page.goto("/mail/")
    page.locator(".shown-mails a").click()
    return page


def confirm(page):
    page.get_by_role("button", name="Yes, this is my address").click()
    page.get_by_role("heading", name="You have joined").wait_for()
    assert Stakeholder.objects.values_list("state", "confirmed_by").get() == ("confirmed", "link")


def test_before_anybody_joined_there_is_none(live_page, axe):
    live_page.goto("/mail/")
    assert live_page.locator(".shown-mails").count() == 0
    assert axe(live_page) == []
