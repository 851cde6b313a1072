"""What pages say and load about consent, as HTML and headers."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.factories import EventFactory, SiteSettingsFactory

OTHER_HOSTS = re.compile(r"(?:https|wss)://[^\s;]+")


def english(name):
    with override("en"):
        return reverse(name)


def asked(response):
    """Return the categories that the notice asks for."""
    return re.findall(r'name="agreed" value="(\w+)"', response.content.decode())


@pytest.fixture(autouse=True)
def event():
    return EventFactory(live=True)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, []),
        ({"google_analytics_id": "G-TEST1234"}, ["analytics"]),
        ({"hotjar_id": "1234567"}, ["behaviour"]),
        ({"external_video": True}, ["media"]),
        ({"google_analytics_id": "G-TEST1234", "external_video": True}, ["analytics", "media"]),
    ],
)
def test_the_notice_asks_for_what_is_in_use(visitor, settings, expected):
    SiteSettingsFactory(**settings)
    assert asked(visitor.get(english("events:home"))) == expected


def test_with_nothing_to_ask_there_is_no_trace_of_a_notice(visitor):
    SiteSettingsFactory()
    response = visitor.get(english("events:home"))
    assert "data-consent" not in response.content.decode()
    assert "consent.js" not in response.content.decode()
    assert OTHER_HOSTS.findall(response["Content-Security-Policy"]) == []


def test_a_site_that_nobody_has_settled_yet_asks_nothing(visitor):
    assert asked(visitor.get(english("events:home"))) == []


def test_a_page_is_the_same_for_everybody_and_sets_no_cookie(visitor, measured_site):
    first = visitor.get(english("events:home"))
    visitor.post(english("consent:choose"), {"offered": "analytics", "answer": "all"})
    second = visitor.get(english("events:home"))
    assert list(first.cookies) == list(second.cookies) == []
    assert first.content == second.content
    assert "Cookie" not in first.get("Vary", "")


def test_the_policy_names_google_only_where_analytics_are_in_use(visitor):
    SiteSettingsFactory(google_analytics_id="G-TEST1234")
    policy = visitor.get(english("events:home"))["Content-Security-Policy"]
    assert {host.split("/")[2] for host in OTHER_HOSTS.findall(policy)} == {
        "www.googletagmanager.com",
        "*.google-analytics.com",
        "*.analytics.google.com",
    }
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["signups:join", "signups:my_data_ask", "consent:settings"])
def test_pages_about_the_visitor_carry_no_analytics(visitor, measured_site, name):
    response = visitor.get(english(name))
    assert "G-TEST1234" not in response.content.decode()
    assert "data-consent" not in response.content.decode()
    assert OTHER_HOSTS.findall(response["Content-Security-Policy"]) == []


def test_every_page_links_to_the_cookie_settings(visitor):
    assert f'href="{english("consent:settings")}"' in visitor.get(english("events:home")).content.decode()


class TestCookieSettings:
    def read(self, visitor):
        return visitor.get(english("consent:settings"))

    def states(self, visitor):
        page = self.read(visitor).content.decode()
        return [bool(end) for end in re.findall(r'name="agreed"[^>]*?( checked)?>', page)]

    def test_it_is_never_cached(self, visitor):
        assert "no-store" in self.read(visitor)["Cache-Control"]

    def test_it_shows_the_choice_as_it_stands(self, visitor, measured_site):
        assert self.states(visitor) == [False, False, False]
        data = {"offered": ["analytics", "behaviour", "media"], "agreed": "behaviour", "answer": "chosen"}
        visitor.post(english("consent:choose"), data)
        assert self.states(visitor) == [False, True, False]

    def test_it_names_every_cookie_of_what_is_in_use(self, visitor):
        SiteSettingsFactory(google_analytics_id="G-TEST1234")
        names = re.findall(r"<dt><code>(.*?)</code>", self.read(visitor).content.decode())
        assert names == ["cookie_consent", "csrftoken", "sessionid", "_ga", "_ga_*"]

    def test_it_says_so_when_there_is_nothing_to_choose(self, visitor):
        page = self.read(visitor).content.decode()
        assert "There is nothing to choose" in page
        assert "<form" not in page.partition("<main")[2].partition("</main>")[0]

    def test_saving_is_confirmed(self, visitor, measured_site):
        data = {"offered": "media", "answer": "none"}
        response = visitor.post(english("consent:choose"), data, follow=True)
        assert "Your choice is saved." in response.content.decode()
