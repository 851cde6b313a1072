"""Videos on a page, in Chromium: what stands on another host, and our own."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile

from content.workflow.publishing import publish, withdraw
from tests.factories import EventFactory, SiteSettingsFactory

PLAYER = "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"


@pytest.fixture(autouse=True)
def site(transactional_db):
    import_module("content.consent.migrations.0001_cookie_groups").add_groups(apps, None)
    return SiteSettingsFactory(external_video=True)


@pytest.fixture
def visit(open_page, live_server, settings):
    """Open the event's page; YouTube is played by the test."""
    settings.ALLOWED_HOSTS = ["*"]

    def opened(event, query="", **options):
        page = open_page(base_url=live_server.url, **options)
        page.context.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<p>playing"))
        page.goto(event.addresses()["en"] + query)
        return page

    return opened


@pytest.fixture
def external():
    return EventFactory(live=True, title_en="Smart Up!", video_url="https://www.youtube.com/watch?v=abcdefghijk")


@pytest.fixture
def our_own(settings, tmp_path):
    event = EventFactory(live=True, title_en="Smart Up!", transcript_en="<p>Two people talk.</p>")
    event.video_file.save("clip.mp4", ContentFile(b"no film"), save=False)
    event.captions_nl.save("nl.vtt", ContentFile(b"WEBVTT\n"), save=False)
    event.captions_en.save("en.vtt", ContentFile(b"WEBVTT\n"), save=False)
    event.save()
    return event


def others(page):
    """Return who else was asked since the last time, and forget it."""
    prefix = "request to another host: "
    found = [fault.removeprefix(prefix) for fault in page.watch.faults if fault.startswith(prefix)]
    page.watch.faults[:] = [fault for fault in page.watch.faults if not fault.startswith(prefix)]
    return found


def test_nothing_is_loaded_from_outside_until_the_visitor_agrees_and_clicks(visit, external):
    page = visit(external)
    page.get_by_text("This video is on YouTube.").wait_for()
    page.wait_for_load_state("networkidle")
    assert (page.locator("iframe").count(), others(page)) == (0, [])
    page.get_by_role("button", name="Agree and play").click()
    frame = page.locator("iframe")
    frame.wait_for()
    assert frame.get_attribute("src") == PLAYER
    assert frame.get_attribute("title") == "Video of Smart Up! on YouTube"
    assert others(page) == [PLAYER]
    assert page.context.cookies() == []


def test_the_player_has_the_focus_when_it_takes_the_buttons_place(visit, external):
    page = visit(external)
    page.get_by_role("button", name="Agree and play").press("Enter")
    assert page.evaluate("document.activeElement.localName") == "iframe"
    others(page)


def test_who_agreed_once_for_all_videos_only_clicks(visit, external):
    page = visit(external)
    page.get_by_role("checkbox", name="Remember this for other videos").check()
    with page.expect_response("**/choice/"):
        page.get_by_role("button", name="Agree and play").click()
    page.locator("iframe").wait_for()
    others(page)
    page.reload()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("This video is on YouTube.").is_hidden()
    assert (page.locator("iframe").count(), others(page)) == (0, [])
    page.get_by_role("button", name="Play", exact=True).click()
    assert page.locator("iframe").get_attribute("src") == PLAYER
    others(page)


def test_the_link_to_a_second_starts_the_other_hosts_video_there(visit, external):
    page = visit(external, "?t=95")
    page.get_by_role("button", name="Agree and play").click()
    assert page.locator("iframe").get_attribute("src") == PLAYER + "&start=95#t=95s"
    others(page)


def test_without_a_script_there_is_the_link_to_the_host(visit, external):
    page = visit(external, java_script_enabled=False)
    link = page.get_by_role("link", name="Watch it on YouTube itself")
    assert link.get_attribute("href") == "https://www.youtube.com/watch?v=abcdefghijk"
    assert page.get_by_role("button", name="Agree and play").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_question_has_no_barrier(visit, external, axe, theme):
    page = visit(external, color_scheme=theme, viewport={"width": 360, "height": 800})
    assert axe(page) == []


def test_only_the_page_of_such_a_video_may_show_the_hosts_frames(client, external, our_own):
    policies = [client.get(event.addresses()["en"])["Content-Security-Policy"] for event in [external, our_own]]
    assert ["https://www.youtube-nocookie.com" in policy for policy in policies] == [True, False]


def test_our_own_video_speaks_the_language_of_the_page(client, our_own):
    page = client.get(our_own.addresses()["nl"]).content.decode()
    assert '<track kind="captions" srclang="nl" label="Nederlands"' in page
    assert [line.endswith(" default>") for line in page.split("\n") if "<track" in line] == [True, False]
    assert 'preload="none" playsinline' in page


@pytest.mark.parametrize(
    ("query", "second"), [("", 0), ("?t=95", 95), ("#video-12", 12), ("?t=<script>", 0), ("?t=-4", 0)]
)
def test_a_link_leads_to_its_second_of_our_own_video(visit, our_own, query, second):
    page = visit(our_own, query)
    assert page.locator("video").evaluate("video => video.currentTime") == second


def test_following_a_link_on_the_page_itself_moves_the_video(visit, our_own):
    page = visit(our_own)
    page.evaluate("location.hash = '#video-33'")
    page.wait_for_timeout(100)
    assert page.locator("video").evaluate("video => video.currentTime") == 33


def test_the_site_asks_for_consent_while_a_published_event_needs_it(site, external):
    asked = []
    for act in [withdraw, publish]:
        act(external)
        site.refresh_from_db()
        asked.append(site.external_video)
    assert asked == [False, True]
