import pytest
from django.urls import reverse
from django.utils.translation import override

from content.consent.categories import version_of


@pytest.fixture
def choose(visitor):
    """Send an answer to everything that is offered; returns the response."""

    def send(answer, *agreed, headers=None, **data):
        data = {"offered": ["analytics", "behaviour", "media"], "agreed": agreed, "answer": answer} | data
        return visitor.post(english("consent:choose"), data, headers=headers)

    return send


def english(name):
    with override("en"):
        return reverse(name)


def kept(visitor):
    """What the browser remembers: category → version agreed to, or -1."""
    value = visitor.cookies["cookie_consent"].value
    return dict(part.split("=", 1) for part in value.split("|"))


def versions():
    return {varname: version_of(varname) for varname in ["analytics", "behaviour", "media"]}


def test_accepting_keeps_the_version_of_every_category(visitor, choose):
    choose("all")
    assert kept(visitor) == versions()


def test_refusing_is_remembered_too(visitor, choose):
    choose("none", "analytics")
    assert kept(visitor) == dict.fromkeys(versions(), "-1")


def test_each_category_is_a_choice_of_its_own(visitor, choose):
    choose("chosen", "media")
    assert kept(visitor) == {"analytics": "-1", "behaviour": "-1", "media": version_of("media")}


def test_a_change_of_mind_replaces_the_choice(visitor, choose):
    choose("all")
    choose("none")
    assert kept(visitor) == dict.fromkeys(versions(), "-1")


def test_what_was_not_offered_keeps_its_answer(visitor, choose):
    choose("none")
    choose("chosen", "media", offered=["media"])
    assert kept(visitor) == {"analytics": "-1", "behaviour": "-1", "media": version_of("media")}


def test_nobody_agrees_to_what_was_not_offered(visitor, choose):
    choose("chosen", "analytics", offered=["media"])
    assert kept(visitor) == {"media": "-1"}


def test_refusing_deletes_the_cookies_of_that_category_alone(visitor, choose):
    visitor.cookies.load({"_ga": "1", "_ga_TEST1234": "2", "_hjSession_1": "3", "mine": "4"})
    response = choose("chosen", "behaviour")
    gone = {name for name, cookie in response.cookies.items() if cookie["max-age"] == 0}
    assert gone == {"_ga", "_ga_TEST1234"}


def test_the_cookie_is_readable_by_our_scripts_and_sent_nowhere_else(choose):
    cookie = choose("all").cookies["cookie_consent"]
    assert (cookie["samesite"], cookie["httponly"], cookie["path"]) == ("Lax", "", "/")


def test_no_other_cookie_is_set(choose):
    assert list(choose("all").cookies) == ["cookie_consent"]


def test_a_script_gets_no_page(choose):
    response = choose("all", headers={"x-requested-with": "fetch"})
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/nl/", "/nl/"),
        ("/en/search/?q=mirror", "/en/search/?q=mirror"),
        ("https://elsewhere.example/", None),
        ("//elsewhere.example/", None),
        ("/\\elsewhere.example/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_the_answer_leads_back_to_a_page_of_ours_only(choose, asked, led_to):
    assert choose("all", next=asked).url == (led_to or english("consent:settings") + "?saved")


@pytest.mark.parametrize(
    "data",
    [{"answer": "maybe"}, {"offered": ["necessary"]}, {"offered": []}, {"agreed": ["\0"]}, {"next": "/" + "a" * 5000}],
)
def test_an_answer_that_makes_no_sense_is_a_bad_request(choose, data):
    response = choose(**({"answer": "all"} | data))
    assert (response.status_code, list(response.cookies)) == (400, [])


def test_another_site_cannot_answer_for_the_visitor(choose):
    response = choose("all", headers={"sec-fetch-site": "cross-site"})
    assert (response.status_code, list(response.cookies)) == (403, [])


def test_a_link_cannot_answer(visitor):
    assert visitor.get(english("consent:choose")).status_code == 405
