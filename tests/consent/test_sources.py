from django.http import HttpResponse
from django.test import RequestFactory

from content.visitors.csp_sources import ThirdPartySources, allow_sources


def policy_after(*wanted):
    def page(request):
        for sources in wanted:
            allow_sources(sources)
        return HttpResponse()

    return getattr(ThirdPartySources(page)(RequestFactory().get("/")), "_csp_update", None)


def test_a_page_that_wants_nothing_keeps_the_strict_policy():
    assert policy_after() is None


def test_a_page_gets_the_hosts_that_its_parts_want_and_each_once():
    first = {"script-src": ["https://one.example"]}
    second = {"script-src": ["https://one.example", "https://two.example"]}
    assert policy_after(first, second) == {"script-src": ["https://one.example", "https://two.example"]}


def test_a_directive_that_was_left_to_the_default_keeps_our_own_host():
    assert policy_after({"connect-src": ["https://one.example"]}) == {"connect-src": ["'self'", "https://one.example"]}


def test_a_template_drawn_for_nobody_allows_nothing():
    allow_sources({"script-src": ["https://one.example"]})
    assert policy_after() is None
