"""Where the site says that it is."""

import pytest

from content.mail.site_url import site_address, site_host
from smartup.site_url import own_address, own_mailbox


@pytest.mark.parametrize(
    ("https", "hosts", "host", "expected"),
    [
        (True, ["www.example.org", "example.org"], "127.0.0.1", "https://www.example.org"),
        (True, [".example.org"], "0.0.0.0", "https://example.org"),
        (True, ["*"], "0.0.0.0", "https://localhost"),
        (False, ["www.example.org"], "127.0.0.1", "http://127.0.0.1:8000"),
        (False, [], "0.0.0.0", "http://localhost:8000"),
        (False, [], "::1", "http://[::1]:8000"),
    ],
)
def test_the_address_follows_from_what_is_set(https, hosts, host, expected):
    assert own_address(https=https, hosts=hosts, host=host, port="8000") == expected


@pytest.mark.parametrize(
    ("site", "mailbox"),
    [
        ("https://www.example.org", "smartup@www.example.org"),
        ("http://127.0.0.1:8000", "smartup@localhost"),
        ("http://[::1]:8000", "smartup@localhost"),
    ],
)
def test_mails_come_from_a_mailbox_of_the_site(site, mailbox):
    assert own_mailbox(site) == mailbox


def test_whoever_asks_can_not_choose_it(settings):
    settings.SITE_URL = "https://www.example.org"
    assert (site_address(), site_host()) == ("https://www.example.org", "www.example.org")
