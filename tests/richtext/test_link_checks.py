"""Links to other sites are asked at night whether they still lead somewhere, and editors read which don't."""

import socket
import ssl
from contextlib import closing
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from django.urls import reverse
from freezegun import freeze_time

from content.richtext import http_probe
from content.richtext.http_probe import HostPace, ProbeAnswer, probe_url
from content.richtext.link_checks import check_links, external_links
from content.richtext.models import LinkCheck
from tests.factories import (
    CaseFactory,
    EventFactory,
    MenuItemFactory,
    PageFactory,
    PartnerProjectFactory,
    SpeakerFactory,
    SpeakerLinkFactory,
)
from tests.richtext.elsewhere import Elsewhere

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def elsewhere(settings):
    settings.LINK_CHECKS_REACH_LOOPBACK = True
    site = Elsewhere()
    yield site
    site.close()


def asked(url: str) -> ProbeAnswer:
    return probe_url(url, agent="smartup link check", pace=HostPace(seconds=0))


def text_with(*urls: str) -> str:
    return "<p>" + " ".join(f'<a href="{url.replace("&", "&amp;")}">elsewhere</a>' for url in urls) + "</p>"


def night(number: int = 1):
    return freeze_time(datetime(2026, 11, number, 2, tzinfo=UTC))


# --- Asking -----------------------------------------------------------------------------------------------------------


def test_a_page_that_is_there_is_asked_once_and_told_who_asks(elsewhere):
    assert asked(elsewhere.url("/page?a=1&b=2#part")) == ProbeAnswer(404)
    elsewhere.asked.clear()
    assert asked(elsewhere.url("/page?a=1&b=2")) == ProbeAnswer(200)
    assert elsewhere.asked == [("HEAD", "/page?a=1&b=2", "smartup link check")]


@pytest.mark.parametrize("status", [200, 404, 410, 403, 500, 503])
def test_a_site_that_does_not_like_head_is_asked_for_the_page(elsewhere, status):
    url = elsewhere.url("/page", status)
    elsewhere.deaf_to_head.add("/page")
    assert asked(url) == ProbeAnswer(status)
    assert [method for method, _path, _agent in elsewhere.asked] == ["HEAD", "GET"]


def test_redirects_are_followed_to_the_end(elsewhere):
    elsewhere.url("/there")
    url = elsewhere.url("/a", 301, elsewhere.url("/b", 302, "/there"))
    assert asked(url) == ProbeAnswer(200)
    assert [path for _method, path, _agent in elsewhere.asked] == ["/a", "/b", "/there"]


def test_an_address_that_leads_in_a_circle_is_left_after_five_steps(elsewhere):
    assert asked(elsewhere.url("/a", 301, "/a")) == ProbeAnswer(problem="circle")
    assert len(elsewhere.asked) == 6


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::1", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_only_addresses_on_the_internet_are_connected_to(address, outside):
    assert http_probe._is_outside(address) == outside


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "user:secret@127.0.0.1"])
def test_nothing_on_our_own_machine_is_asked(elsewhere, settings, host):
    settings.LINK_CHECKS_REACH_LOOPBACK = False
    url = elsewhere.url("/admin").replace("127.0.0.1", host)
    assert asked(url).problem in {"inside", "unknown"}
    assert elsewhere.asked == []


def test_a_redirect_into_our_own_network_is_not_followed(elsewhere):
    assert asked(elsewhere.url("/a", 302, "http://10.0.0.1/admin")) == ProbeAnswer(problem="inside")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "https:///a"])
def test_a_redirect_to_something_that_is_no_page_is_not_followed(elsewhere, target):
    assert asked(elsewhere.url("/a", 302, target)) == ProbeAnswer(problem="malformed")


@pytest.mark.parametrize(
    "url", ["http://exa mple.invalid:x/", "http://[::1", "https://" + "a" * 70 + ".invalid/", "http://a..b.invalid/"]
)
def test_a_crooked_address_is_called_so(url):
    assert asked(url).problem == "malformed"


def test_a_name_that_nobody_has(monkeypatch):
    def nobody(*_args, **_kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert asked("https://nobody.invalid/") == ProbeAnswer(problem="unknown")


def test_a_door_that_is_closed(elsewhere):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        assert asked(f"http://127.0.0.1:{taken.getsockname()[1]}/") == ProbeAnswer(problem="silent")


def test_a_site_that_keeps_silent_is_left(settings, monkeypatch):
    settings.LINK_CHECKS_REACH_LOOPBACK = True
    monkeypatch.setattr(http_probe, "PATIENCE", 0.2)
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = monotonic()
        assert asked(f"http://127.0.0.1:{silent.getsockname()[1]}/") == ProbeAnswer(problem="silent")
    assert monotonic() - began < 5


def test_a_site_without_encryption_behind_https_does_not_answer(elsewhere):
    assert asked(elsewhere.url("/").replace("http:", "https:")) == ProbeAnswer(problem="silent")


def test_a_certificate_that_browsers_refuse(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise ssl.SSLCertVerificationError

    monkeypatch.setattr(http_probe, "_connected", refuse)
    assert asked("https://old.example.org/") == ProbeAnswer(problem="untrusted")


def test_a_host_is_asked_once_a_second_and_others_meanwhile():
    pace, began = HostPace(seconds=0.2), monotonic()
    for host in ("a", "b", "a", "c"):
        pace.wait(host)
    assert 0.2 <= monotonic() - began < 0.39


# --- Which links, and where -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_all_that_visitors_can_click_on_is_found_with_its_place():
    CaseFactory(
        live=True, title_en="Seas 2 Grow", story_en=text_with("https://a.example/?x=1&y=2", "mailto:a@b.example")
    )
    EventFactory(live=True, title_en="Smart Up!", video_url="https://vimeo.com/123456789")
    PartnerProjectFactory(
        live=True, acronym="RELOS3", website="https://b.example/", description_nl=text_with("http://b.example/#x")
    )
    SpeakerLinkFactory(speaker=SpeakerFactory(live=True, name="Emily Wise"), url="https://c.example/")
    MenuItemFactory(page=None, path="https://d.example/", label_en="Elsewhere")
    assert {url: [place.words for place in places] for url, places in external_links().items()} == {
        "https://a.example/?x=1&y=2": ["Case “Seas 2 Grow”: Story (English)"],
        "https://vimeo.com/123456789": ["Event “Smart Up!”: Or video address"],
        "https://b.example/": ["Partner project “RELOS3”: Website"],
        "http://b.example/": ["Partner project “RELOS3”: Description (Dutch)"],
        "https://c.example/": ["Speaker “Emily Wise”: Address"],
        "https://d.example/": ["Menu item “Elsewhere”: Or address"],
    }


@pytest.mark.django_db
def test_links_that_no_visitor_sees_are_not_asked():
    PageFactory(body_en=text_with("https://draft.example/"))
    CaseFactory(live=True, event=EventFactory(), story_en=text_with("https://event-is-draft.example/"))
    SpeakerLinkFactory(speaker=SpeakerFactory(), url="https://speaker-is-draft.example/")
    assert external_links() == {}


# --- Night after night ------------------------------------------------------------------------------------------------


@pytest.fixture
def page(db, elsewhere):
    elsewhere.good = elsewhere.url("/good")
    elsewhere.bad = elsewhere.url("/bad")
    return PageFactory(live=True, title_en="About", body_en=text_with(elsewhere.good, elsewhere.bad))


def check_tonight():
    check_links(pace=HostPace(seconds=0))


def broken() -> list[str]:
    return list(LinkCheck.objects.broken().values_list("url", flat=True))


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_broken_at_once_and_whole_when_it_is_back(page, elsewhere, status):
    elsewhere.url("/bad", status)
    check_tonight()
    assert broken() == [elsewhere.bad]
    elsewhere.url("/bad")
    check_tonight()
    assert broken() == []


def test_a_site_with_an_error_is_broken_when_it_fails_on_a_second_day(page, elsewhere):
    elsewhere.url("/bad", 500)
    with night(1):
        check_tonight()
        check_tonight()
        assert broken() == []
    with night(2):
        check_tonight()
    assert broken() == [elsewhere.bad]
    with night(5):
        check_tonight()
    assert LinkCheck.objects.get(url=elsewhere.bad).broken_since == datetime(2026, 11, 2, 2, tzinfo=UTC)


def test_a_good_day_between_two_bad_ones_starts_the_count_anew(page, elsewhere):
    for number, status in enumerate([500, 200, 500], start=1):
        elsewhere.url("/bad", status)
        with night(number):
            check_tonight()
    assert broken() == []


@pytest.mark.parametrize("status", [401, 403, 429, 999])
def test_a_site_that_does_not_talk_to_robots_is_not_broken(page, elsewhere, status):
    elsewhere.url("/bad", status)
    for number in (1, 2, 3):
        with night(number):
            check_tonight()
    assert broken() == []


def test_a_night_in_which_nothing_answers_says_nothing_about_the_links(page, elsewhere, settings):
    check_tonight()
    settings.LINK_CHECKS_REACH_LOOPBACK = False
    for number in (2, 3):
        with night(number):
            check_tonight()
    assert (broken(), LinkCheck.objects.count()) == ([], 2)


def test_a_link_that_nobody_uses_any_more_is_forgotten(page, elsewhere):
    check_tonight()
    page.body_en = text_with(elsewhere.good)
    page.save()
    check_tonight()
    assert list(LinkCheck.objects.values_list("url", flat=True)) == [elsewhere.good]


# --- The report -------------------------------------------------------------------------------------------------------


def test_an_editor_reads_what_is_broken_why_and_where(page, elsewhere, editor):
    elsewhere.url("/bad", 404)
    check_tonight()
    report = editor.get(
        reverse("admin:richtext_linkcheck_changelist"), {"broken": "yes"}, headers={"accept-language": "en"}
    )
    assert [check.url for check in report.context["cl"].result_list] == [elsewhere.bad]
    form = reverse("admin:pages_page_change", args=[page.pk])
    assert f'<a href="{form}">Page “About”: Text (English)</a>' in report.text
    assert "The page isn’t there any more (404)." in report.text


def test_what_failed_once_can_be_looked_at_before_it_counts(page, elsewhere, editor):
    elsewhere.url("/bad", 500)
    check_tonight()
    address = reverse("admin:richtext_linkcheck_changelist")
    shown = [editor.get(address, {"broken": value}).context["cl"].result_count for value in ("yes", "soon")]
    assert shown == [0, 1]


def test_the_report_asks_as_much_for_many_links_as_for_one(db, editor, django_assert_num_queries):
    address = reverse("admin:richtext_linkcheck_changelist")
    for number in range(12):
        url = f"https://{number}.example/"
        PageFactory(live=True, body_en=text_with(url))
        LinkCheck.objects.create(url=url, status=200, checked_at=datetime.now(UTC) - timedelta(hours=1))
    editor.get(address)
    with django_assert_num_queries(19):
        editor.get(address)


def test_nobody_writes_in_the_report(editor):
    assert editor.get(reverse("admin:richtext_linkcheck_add")).status_code == 403
