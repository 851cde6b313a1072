"""A preview in a real browser: by an editor, and by somebody with a link and no account."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from content.preview.preview_links import share_preview
from content.workflow import publishing
from content.workflow.snapshot import content_of
from tests.factories import CaseFactory, EventFactory, SiteSettingsFactory, SpeakerFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case():
    """A case that the public sees, with a new title and address that wait."""
    SiteSettingsFactory()
    speaker = SpeakerFactory(live=True, name="Elisa Saenz")
    case = CaseFactory(live=True, event__is_home=True, presenters=[speaker], title_en="Known", title_nl="Bekend")
    content = content_of(case)
    changes = {"title_en": "The local factor", "title_nl": "De lokale factor", "slug_en": "local-factor"}
    publishing.keep_draft(case, {**content, "fields": {**content["fields"], **changes}})
    return case


@pytest.fixture
def desk(live_page, live_server, editor):
    """A browser in which an editor is signed in; the interface is in English."""
    cookies = {"sessionid": editor.cookies["sessionid"].value, "django_language": "en"}
    live_page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    return live_page


def link_to(item):
    return f"{reverse('preview:shared', args=[share_preview(item).secret])}?language=en"


def inside(page):
    return page.frame_locator(".preview-frame")


def width_of(page):
    return page.locator(".preview-frame").bounding_box()["width"]


def test_an_editor_saves_looks_and_shares(desk, case, open_page, live_server, axe):
    desk.goto(reverse("admin:events_case_change", args=[case.pk]))
    desk.get_by_label("Title (English)").fill("The regional factor")
    desk.locator("[name=_preview]").click()
    expect(inside(desk).get_by_role("heading", level=1)).to_have_text("The regional factor")
    assert axe(desk) == []
    desk.get_by_role("link", name="Share this preview").click()
    desk.get_by_role("button", name="Make a link").click()
    desk.get_by_role("button", name="Copy").click()
    expect(desk.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert axe(desk) == []
    visitor = open_page(base_url=live_server.url, viewport={"width": 360, "height": 780}, locale="en")
    visitor.goto(desk.get_by_label("Works until").input_value())
    expect(inside(visitor).get_by_role("heading", level=1)).to_have_text("The regional factor")
    assert {cookie["path"] for cookie in visitor.context.cookies()} == {"/media/"}  # for the film of a draft
    desk.get_by_role("button", name="Revoke").click()
    visitor.reload()
    expect(visitor.get_by_role("heading", name="This link doesn’t work any more", level=2)).to_be_visible()


def test_the_width_is_chosen_without_leaving(live_page, case):
    live_page.goto(link_to(case))
    expect(inside(live_page).get_by_role("heading", level=1)).to_have_text("The local factor")
    assert width_of(live_page) == 1440
    live_page.get_by_role("link", name="Phone").press("Enter")
    assert width_of(live_page) == 390
    expect(live_page.get_by_role("link", name="Phone")).to_have_attribute("aria-current", "true")
    live_page.get_by_role("link", name="Tablet").click()
    assert width_of(live_page) == 768
    live_page.get_by_role("link", name="Dutch").click()
    expect(inside(live_page).get_by_role("heading", level=1)).to_have_text("De lokale factor")
    assert width_of(live_page) == 768


def test_width_and_language_are_links_where_no_script_runs(open_page, live_server, settings, case):
    settings.ALLOWED_HOSTS = ["*"]
    page = open_page(base_url=live_server.url, java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page.goto(link_to(case))
    page.get_by_role("link", name="Phone").click()
    expect(inside(page).get_by_role("heading", level=1)).to_have_text("The local factor")
    assert width_of(page) == 390
    page.get_by_role("link", name="Dutch").click()
    expect(inside(page).get_by_role("heading", level=1)).to_have_text("De lokale factor")


def test_links_inside_keep_within_the_preview(live_page, case):
    live_page.goto(link_to(case))
    inside(live_page).get_by_role("link", name="Elisa Saenz").click()
    expect(inside(live_page).get_by_role("heading", level=1)).to_have_text("Elisa Saenz")
    inside(live_page).get_by_role("link", name="The local factor").click()
    expect(inside(live_page).get_by_role("heading", level=1)).to_have_text("The local factor")
    inside(live_page).get_by_role("link", name="NL", exact=True).click()
    expect(inside(live_page).get_by_role("heading", level=1)).to_have_text("De lokale factor")
    expect(live_page.locator('[data-choice="language"] [aria-current]')).to_have_text("Dutch")


def test_a_search_inside_leads_to_its_results_and_a_form_is_not_sent(live_page, case):
    live_page.goto(link_to(case))
    frame = live_page.locator(".preview-frame").element_handle().content_frame()
    frame.goto(frame.url.partition("page/")[0] + "page/en/search/")
    inside(live_page).get_by_role("searchbox").fill("factor")
    inside(live_page).get_by_role("searchbox").press("Enter")
    frame.wait_for_url("**/page/en/search/?q=factor*")
    frame.evaluate("""() => {
        const form = Object.assign(document.createElement("form"), { method: "post" });
        document.body.append(form);
        form.requestSubmit();
    }""")
    expect(live_page.get_by_role("status").filter(has_text="Forms aren’t sent from a preview.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_frame_keeps_to_the_rules(open_page, live_server, settings, case, axe, width, scheme):
    settings.ALLOWED_HOSTS = ["*"]
    page = open_page(base_url=live_server.url, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(link_to(case))
    expect(inside(page).get_by_role("heading", level=1)).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_missing_is_told_instead_of_a_frame(desk, axe):
    event = EventFactory(starts=None, ends=None)
    desk.goto(reverse("admin:events_event_preview", args=[event.pk]))
    expect(desk.locator("iframe")).to_have_count(0)
    assert axe(desk) == []
    desk.get_by_role("link", name=event.title_en).click()
    expect(desk.get_by_label("First day")).to_be_visible()
