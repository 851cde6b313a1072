"""A day of an editor, in a real browser: a case is written, shown, asked about, planned, published and looked after."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from content.planning import schedule
from content.workflow.models import Appointment, Draft
from events.models import Case
from tests.browser.sittings import editor_named, form_of, hurry, open_form, sign_in
from tests.browser.test_richtext import WORD
from tests.factories import EventFactory, SiteSettingsFactory, SpeakerFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PASTE = """(target, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def desk(live_page, live_server):
    """Anna's browser."""
    sign_in(live_page, live_server.url, editor_named("Anna", "Bakker"))
    return live_page


@pytest.fixture
def visit(open_page, live_server):
    """Open an address as somebody without an account, on a phone; visit(path) gives the page."""
    phone = open_page(base_url=live_server.url, viewport={"width": 360, "height": 780}, locale="en")

    def go(path):
        phone.goto(path)
        return phone

    return go


def press(page, name):
    page.locator(f".submit-row [name={name}]").first.click()


def said(page):
    return page.locator(".messagelist")


def test_from_the_first_word_to_an_older_version(desk, visit, open_page, live_server):
    SiteSettingsFactory()
    event = EventFactory(live=True, title_en="Smart Up!", is_home=True)
    speaker = SpeakerFactory(live=True, name="Emily Wise")

    # She writes, pastes from Word, and what she typed is kept though she saves nothing.
    desk.goto(reverse("admin:events_case_add"))
    hurry(desk)
    desk.fill("[name=title_en]", "The local factor")
    story = desk.locator(".prose-editor:has([name=story_en]) .ProseMirror")
    story.click()
    story.evaluate(PASTE, WORD)
    expect(story.locator("table")).to_have_count(1)
    expect(desk.locator("[data-kept]")).to_contain_text("Your work is kept")
    assert not Case.objects.exists()

    # She previews a draft that lacks its event: it says what is missing. Then it is there.
    press(desk, "_preview")
    expect(desk.get_by_text("Event: ")).to_be_visible()
    case = Case.objects.get()
    Case.objects.filter(pk=case.pk).update(event=event)
    case.presenters.set([speaker])
    open_form(desk, case)
    press(desk, "_preview")
    inside = desk.frame_locator(".preview-frame")
    expect(inside.get_by_role("heading", level=1)).to_have_text("The local factor")

    # A colleague without an account looks as well; nobody else does.
    desk.get_by_role("link", name="Share this preview").click()
    desk.get_by_role("button", name="Make a link").click()
    shared = desk.locator("[id^=address-]").first.input_value()
    expect(visit(shared).frame_locator(".preview-frame").get_by_role("heading", level=1)).to_have_text(
        "The local factor"
    )
    case.refresh_from_db()
    assert visit(case.addresses()["en"]).title().startswith("There is nothing")

    # Emily Wise is asked, and says that it is right.
    desk.goto(reverse("admin:events_case_ask", args=[case.pk]))
    desk.fill("[name=name]", "Emily Wise")
    desk.select_option("select[name=language]", "en")
    desk.get_by_role("button", name="Make a link").click()
    review = visit(desk.locator("[id^=address-]").first.input_value())
    expect(review.get_by_text("The local factor").first).to_be_visible()
    review.get_by_role("button", name="Yes, this is right").click()
    open_form(desk, case)
    expect(desk.get_by_text("Emily Wise approved this")).to_be_visible()

    # It is planned, and on the site at its moment, without anybody doing anything.
    moment = timezone.localtime() + timedelta(days=1)
    desk.locator(".submit-row summary", has_text="Schedule").click()
    desk.fill("[name=publish_at]", moment.strftime("%Y-%m-%dT%H:%M"))
    press(desk, "_schedule")
    expect(said(desk)).to_contain_text("will be published on")
    assert Appointment.objects.of(case).exists()
    schedule.run_due(moment)
    expect(visit(case.addresses()["en"]).get_by_role("heading", level=1)).to_have_text("The local factor")

    # A change to what is live is a draft; a second editor saves first, and both changes stay.
    open_form(desk, case)
    piet = open_page(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    sign_in(piet, live_server.url, editor_named("Piet", "de Vries"))
    open_form(piet, case)
    piet.fill("[name=region_en]", "Navarre, Spain")
    press(piet, "_continue")
    expect(said(piet)).to_contain_text("visitors don’t see them yet")
    desk.fill("[name=title_nl]", "De lokale factor")
    press(desk, "_save")
    expect(desk.get_by_role("heading", name="Piet de Vries saved this at")).to_be_visible()
    desk.get_by_role("button", name="Save with these choices").click()
    after = Draft.objects.of(case).get().after["fields"]
    assert (after["region_en"], after["title_nl"]) == ("Navarre, Spain", "De lokale factor")
    assert "Navarre" not in visit(case.addresses()["en"]).content()
    open_form(desk, case)
    press(desk, "_publish")
    expect(said(desk)).to_contain_text("is on the site now")
    assert "Navarre" in visit(case.addresses()["en"]).content()

    # The English title changes; the report of translations leads to the Dutch one, which is translated again.
    open_form(desk, case)
    desk.fill("[name=title_en]", "The regional factor")
    press(desk, "_publish")
    expect(said(desk)).to_contain_text("is on the site now")
    desk.goto(reverse("admin:translations"))
    expect(desk.locator("ins", has_text="regional").first).to_be_visible()
    desk.goto(f"{form_of(case)}#id_title_nl")
    hurry(desk)
    desk.fill("[name=title_nl]", "De regionale factor")
    press(desk, "_publish")
    expect(said(desk)).to_contain_text("is on the site now")
    desk.goto(reverse("admin:translations"))
    expect(desk.locator("ins", has_text="regional")).to_have_count(0)

    # Second thoughts: an older version comes back as a draft.
    desk.goto(reverse("admin:events_case_history", args=[case.pk]))
    desk.locator(".history-lines li", has_text="Published").last.get_by_role("link", name="See this version").click()
    desk.get_by_role("button", name="Restore as draft").click()
    expect(desk.locator("[name=title_en]")).to_have_value("The local factor")
    expect(visit(case.addresses()["en"]).get_by_role("heading", level=1)).to_have_text("The regional factor")
    desk.goto(reverse("admin:index"))
    expect(desk.get_by_role("link", name="Cases with changes that wait 1")).to_be_visible()
