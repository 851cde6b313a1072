"""Mails at an address of their own: for whoever tries the site out, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from content.mail.models import OutboxMessage
from content.mail.outbox.sending import deliver_due
from smartup.server.bind_address import address_lines
from tests.factories import OutboxMessageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HERE = {"REMOTE_ADDR": "127.0.0.1", "SERVER_NAME": "127.0.0.1"}


@pytest.fixture(autouse=True)
def shown(settings):
    settings.MAIL_SHOWN = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "www.example.org"]


@pytest.fixture
def here() -> Client:
    return Client(**HERE, headers={"Accept-Language": "en"})


def addresses_of(mail) -> list[str]:
    return ["/mail/", reverse("mail:shown_mail", args=[mail.pk]), reverse("mail:shown_html", args=[mail.pk])]


def test_what_is_written_can_be_read_newest_first(here):
    OutboxMessageFactory(subject="First")
    OutboxMessageFactory(subject="Second")
    page = here.get("/mail/").content.decode()
    assert page.index("Second") < page.index("First")


def test_such_mails_count_as_sent_and_none_leaves(server):
    mail = OutboxMessageFactory()
    assert deliver_due().sent == 1
    mail.refresh_from_db()
    assert mail.sent_at and mail.handed_at is None
    assert (server.kept, deliver_due().sent) == ([], 0)


def test_one_mail_shows_its_text_with_links_and_its_headers(here):
    mail = OutboxMessageFactory(text="Confirm: http://127.0.0.1:8000/nl/x/", unsubscribe="http://127.0.0.1:8000/u")
    page = here.get(addresses_of(mail)[1]).content.decode()
    assert '<a href="http://127.0.0.1:8000/nl/x/"' in page
    assert "List-Unsubscribe" in page and f"&lt;{mail.pk}@" in page


def test_markup_in_the_text_and_the_subject_stays_inert(here):
    mail = OutboxMessageFactory(text="<script>1</script>", subject="<script>2</script>")
    for address in addresses_of(mail)[:2]:
        assert "<script" not in here.get(address).content.decode()


def test_its_html_is_in_a_frame_in_which_nothing_runs(here):
    mail = OutboxMessageFactory(html="<html><head></head><body><script>alert(1)</script></body></html>")
    answer = here.get(addresses_of(mail)[2])
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy and "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy and "allow-same-origin" not in policy
    page = here.get(addresses_of(mail)[1])
    assert "unsafe" not in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "who",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "http"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_HOST": "www.example.org"},
    ],
    ids=str,
)
def test_nobody_else_finds_them(who):
    mail = OutboxMessageFactory(html="<p>Secret</p>")
    other = Client(**{**HERE, **who})
    assert {other.get(address, follow=True).status_code for address in addresses_of(mail)} == {404}


@pytest.mark.parametrize(("name", "value"), [("MAIL_SHOWN", False), ("HTTPS", True)])
def test_a_site_with_visitors_shows_none(settings, here, name, value):
    setattr(settings, name, value)
    mail = OutboxMessageFactory(html="<p>Secret</p>")
    assert {here.get(address, follow=True).status_code for address in addresses_of(mail)} == {404}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_the_machine_has_several_names(host):
    assert Client(**{**HERE, "HTTP_HOST": host}).get("/mail/").status_code == 200


def test_the_start_says_where_mails_are(settings):
    said = [address_lines()]
    settings.MAIL_SHOWN = False
    said.append(address_lines())
    settings.MAIL_BY_SMTP = True
    said.append(address_lines())
    assert ["mail/ shows it" in each for each in said] == [True, False, False]
    assert ["Mail " in each for each in said] == [True, True, False]
    assert OutboxMessage.objects.count() == 0
