"""A letter in a real browser: the editor's preview under a strict CSP, and the mail itself in light and dark."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from content.mail.letterhead import site_letterhead
from content.mail.letters.letter_preview import example_of
from content.mail.letters.letter_types import KINDS
from content.mail.letters.writing import composed_rich
from content.mail.models import Letter
from content.mail.receivers import make_letter_rows
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHITE, NIGHT = "rgb(255, 255, 255)", "rgb(19, 28, 58)"
RICH = (
    '<h2>News</h2><p>Read <a href="/en/cases/">the cases</a>.</p><ul><li>one</li></ul><blockquote><p>So.</p></blockquote>'
    '<hr><h3>Programme</h3><table><thead><tr><th scope="col">Day</th></tr></thead><tbody><tr><td>Monday</td></tr></tbody>'
    f"</table><p>{'x' * 200}</p>"
)


@pytest.fixture
def desk(live_page, live_server, editor):
    """A browser in which an editor is signed in; the interface is in English."""
    make_letter_rows("default")
    cookies = {"sessionid": editor.cookies["sessionid"].value, "django_language": "en"}
    live_page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    return live_page


def form_of(key: str) -> str:
    return reverse("admin:mail_letter_change", args=[key])


def mails() -> dict:
    """Return each letter in each language, and one with words of an editor's own."""
    found = {(key, code): example_of(Letter(key=key), code).html for key in KINDS for code in ("nl", "en")}
    foot = {"reason": "You joined.", "my_data": "https://example.org/me", "unsubscribe": "https://example.org/stop"}
    return found | {("rich", "en"): composed_rich("News", RICH, site_letterhead("en"), "en", **foot).html}


def test_an_editor_looks_at_what_is_typed_before_it_is_saved(desk, live_server, axe):
    desk.goto(form_of("gallery.removal_receipt"))
    desk.get_by_label("Subject (English)").fill("Typed {number}")
    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Preview (opens a new tab)").click()
    preview = opened.value
    preview.wait_for_load_state()
    watch = Watch(preview, live_server.url)
    preview.reload()
    for scheme, ground in [("light", WHITE), ("dark", NIGHT)]:
        frame = preview.frame_locator(f'iframe[title="“Typed 1A2B3C4D” in {scheme} colours"]')
        expect(frame.get_by_role("heading", name="Typed 1A2B3C4D")).to_be_visible()
        expect(frame.locator(".sheet")).to_have_css("background-color", ground)
    assert axe(preview, iframes=False) == []
    assert watch.faults == []
    assert Letter.objects.get(pk="gallery.removal_receipt").subject_en in (None, "")


def test_the_form_of_a_letter_has_no_barrier(desk, axe):
    desk.goto(form_of("gallery.removal_answer"))
    desk.get_by_text("What you can have filled in").click()
    expect(desk.get_by_text("what the editor writes about it; may be nothing")).to_be_visible()
    desk.locator("summary", has_text="The site’s own words").first.click()
    expect(desk.get_by_text("{decision}", exact=False).first).to_be_visible()
    assert axe(desk) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 600])
def test_every_letter_fits_and_has_no_barrier(open_page, live_server, axe, scheme, width):
    page = open_page(base_url=live_server.url, viewport={"width": width, "height": 700}, color_scheme=scheme)
    for name, html in mails().items():
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        # a mail has no landmarks: mail programs put it into a page of their own
        assert axe(page, rules={"region": {"enabled": False}, "landmark-one-main": {"enabled": False}}) == [], name
