"""An editor lets an event, a case and a quote go live together at nine, in a real browser."""

import re
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from content.planning import schedule
from content.workflow.models import Release
from events.models import Case, Event, Quote
from tests.factories import CaseFactory, EventFactory, QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db(transaction=True)
NINE = datetime(2031, 6, 3, 7, 0, tzinfo=UTC)  # nine o'clock in Amsterdam, in summer


@pytest.fixture
def desk(live_page, live_server, editor):
    """The browser of somebody who is signed in to the admin, in English."""
    cookie = editor.cookies["sessionid"].value
    live_page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    live_page.set_extra_http_headers({"Accept-Language": "en"})
    return live_page


@pytest.fixture
def drafts():
    """An event with a case and a quote, none of which the public has seen."""
    event = EventFactory(title_nl="Emmen", title_en="Emmen")
    speaker = SpeakerFactory(live=True, name="Emily Wise")
    CaseFactory(event=event, title_nl="Spiegel", title_en="Mirror")
    QuoteFactory(event=event, speaker=speaker, words_nl="Wat goed is", words_en="What is good")
    return event


def compose(desk) -> None:
    """Make a release of the event and of everything that belongs to it."""
    desk.goto(reverse("admin:workflow_release_add"))
    desk.get_by_label("Title").fill("Emmen, results")
    desk.get_by_role("button", name="Save, and choose what goes live").click()
    desk.get_by_role("checkbox", name="Emmen").check()
    desk.get_by_role("button", name="Add to the release").click()
    desk.get_by_role("button", name="Add everything that belongs to it").click()
    expect(desk.locator(".release-items li")).to_have_count(3)


def plan(desk) -> None:
    desk.get_by_label("Publish at").fill("2031-06-03T09:00")
    desk.get_by_role("button", name="Publish on June 3 at 09:00 AM").click()
    expect(desk.locator(".messagelist")).to_contain_text("will be published on 3 June 2031, 09:00")


def test_visitors_see_nothing_before_nine_and_all_of_it_from_nine_on(desk, drafts, visitor, axe):
    compose(desk)
    assert axe(desk, preload=False) == []
    plan(desk)
    case = Case.objects.get()
    with mock.patch("django.utils.timezone.now", return_value=NINE - timedelta(seconds=1)):
        assert visitor.get(drafts.addresses()["en"]).status_code == 404
    with mock.patch("django.utils.timezone.now", return_value=NINE):
        page = visitor.get(drafts.addresses()["en"]).content.decode()
        assert visitor.get(case.addresses()["en"]).status_code == 200
    assert "Mirror" in page and "What is good" in page
    assert {item.state for item in (Event.objects.get(), Case.objects.get(), Quote.objects.get())} == {"published"}
    assert Release.objects.get().released_at == NINE


def test_the_button_says_the_time_on_the_wall_wherever_the_editor_is(open_page, live_server, editor, settings, drafts):
    settings.ALLOWED_HOSTS = ["*"]
    desk = open_page(base_url=live_server.url, timezone_id="America/New_York", locale="en-GB")
    cookie = editor.cookies["sessionid"].value
    desk.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    compose(desk)
    desk.get_by_label("Publish at").fill("2031-03-09T02:30")  # a time that New York skips
    expect(desk.get_by_role("button", name="Publish on March 9 at 02:30 AM")).to_be_visible()
    desk.get_by_role("button", name="Publish on").click()
    expect(desk.locator(".messagelist")).to_contain_text("9 March 2031, 02:30")


def test_one_incomplete_thing_is_named_with_a_link_and_nothing_goes_live(desk, drafts, visitor):
    compose(desk)
    Quote.objects.update(words_en="")
    desk.get_by_role("link", name="Publish now").click()
    desk.get_by_role("button", name="Publish now").click()
    said = desk.locator(".messagelist")
    expect(said).to_contain_text("Nothing was published, for something is missing or wrong")
    assert visitor.get(drafts.addresses()["en"]).status_code == 404
    said.get_by_role("link", name="quote").click()
    expect(desk).to_have_url(re.compile("/events/quote/"))


def test_the_release_works_without_scripts_and_on_a_phone(open_page, live_server, editor, settings, drafts, visitor):
    settings.ALLOWED_HOSTS = ["*"]
    desk = open_page(
        base_url=live_server.url, java_script_enabled=False, locale="en-GB", viewport={"width": 360, "height": 800}
    )
    cookie = editor.cookies["sessionid"].value
    desk.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    compose(desk)
    desk.get_by_label("Publish at").fill("2031-06-03T09:00")
    desk.get_by_role("button", name="Publish at this moment").click()
    expect(desk.locator(".waiting-note")).to_contain_text("All of this will be published on 3 June 2031, 09:00")


def test_enter_in_a_planned_form_saves_it_and_leaves_it_planned(desk, drafts):
    case = Case.objects.get()
    case.event = EventFactory(live=True)
    case.save()
    schedule.plan_publication(case, NINE)
    desk.goto(reverse("admin:events_case_change", args=[case.pk]))
    desk.get_by_label("Title (English)").fill("Mirrors")
    desk.get_by_label("Title (English)").press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("is saved as a draft")
    assert Case.objects.get().title_en == "Mirrors"
    assert schedule.next_moment() == NINE
    desk.goto(reverse("admin:events_case_change", args=[case.pk]))
    desk.locator(".submit-row summary", has_text="Schedule").click()
    desk.get_by_role("button", name="Take it from the schedule").click()
    expect(desk.locator(".messagelist")).to_contain_text("is taken from the schedule")
    assert schedule.next_moment() is None
