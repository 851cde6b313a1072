import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from content.visitors.csrf import same_origin_post


@same_origin_post
def view(request):
    return HttpResponse("done")


def send(method="post", **headers):
    request = getattr(RequestFactory(headers={"host": "smartup.example", **headers}), method)("/")
    request.get_host = lambda: "smartup.example"
    return view(request).content


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://smartup.example"},
        {"origin": "http://smartup.example", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_form_of_ours_arrives(headers):
    assert send(**headers) == b"done"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site", "origin": "https://smartup.example"},
        {"origin": "https://elsewhere.example"},
        {"origin": "https://smartup.example.elsewhere.example"},
        {"origin": "https://smartup.example:8443"},
        {"origin": "https://shop.smartup.example", "sec-fetch-site": "same-site"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://["},
    ],
)
def test_a_form_from_elsewhere_is_refused(headers):
    with pytest.raises(PermissionDenied):
        send(**headers)


def test_reading_is_for_everybody():
    assert send("get", **{"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}) == b"done"


def test_no_token_is_asked():
    assert view.csrf_exempt is True
