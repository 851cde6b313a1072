"""Whatever a form says that it is, its sender is answered."""

from functools import partial
from wsgiref.util import setup_testing_defaults

import pytest

from signups.models import LinkRequest, Stakeholder
from signups.stakeholder_mail import own_key
from smartup.server.charset_guard import only_readable
from smartup.wsgi import application
from tests.factories import StakeholderFactory
from tests.signups.joining import address

pytestmark = pytest.mark.django_db

FORM = b'--B\r\nContent-Disposition: form-data; name="email"\r\n\r\nanna@example.org\r\n--B--\r\n'


@pytest.fixture
def visitor(visitor):
    """Comes in as by the web server: Django trips over some kinds before any middleware."""
    inside = visitor.handler
    visitor.handler = partial(only_readable(lambda environ, _start: inside(environ)), start_response=None)
    return visitor


def ask(visitor, charset: str, language: str = "en"):
    """Ask for the link to what is known of Anna, by a form whose kind ends in `charset`."""
    page = address("signups:my_data_ask", language=language)
    return visitor.generic("POST", page, FORM, content_type=f"multipart/form-data; boundary=B{charset}")


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", ";charset=UTF-8", '; charset="utf8"', "; charset=us-ascii"])
def test_a_form_in_utf_8_arrives(visitor, charset):
    assert ask(visitor, charset).headers["Location"] == address("signups:my_data_asked")
    assert LinkRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "words"), [("en", "That request could not be read"), ("nl", "Die aanvraag was niet te lezen")]
)
@pytest.mark.parametrize("name", ["hex", "idna", "rot13", "undefined", "unicode_escape", "utf-16", "no-such-charset"])
def test_a_form_in_another_charset_is_refused_in_the_language_of_the_page(visitor, name, language, words):
    answer = ask(visitor, f"; charset={name}", language)
    assert (answer.status_code, f'<html lang="{language}">' in answer.text, words in answer.text) == (400, True, True)
    assert not LinkRequest.objects.exists()


@pytest.mark.parametrize("crooked", ["; charset*=none''x", "; charset*=idna''%ff", '; charset="a\0b"', "; x*=none''b"])
def test_a_form_of_no_kind_that_there_is_is_refused(visitor, crooked):
    assert ask(visitor, crooked).status_code == 400


@pytest.mark.parametrize("name", ["hex", "unicode_escape"])
@pytest.mark.parametrize("page", ["/en/my-data/?from=mail", "/admin/login/?next=1"])
def test_so_is_one_that_comes_with_a_question(visitor, page, name):
    kind = f"application/x-www-form-urlencoded; charset={name}"
    assert visitor.generic("POST", page, b"email=a", content_type=kind).status_code == 400


def test_who_sends_no_form_gets_the_page(visitor):
    assert visitor.get("/en/search/?q=water", CONTENT_TYPE="text/plain; charset=hex").status_code == 200


def test_who_leaves_by_one_click_does_so_in_whatever_charset(visitor):
    """Some mail programs name Latin-1 by habit; RFC 8058 has nothing in the form that must be read."""
    page = address("signups:unsubscribe", own_key("unsubscribe", StakeholderFactory()))
    kind = "application/x-www-form-urlencoded; charset=ISO-8859-1"
    assert visitor.generic("POST", page, b"List-Unsubscribe=One-Click", content_type=kind).status_code == 200
    assert not Stakeholder.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_web_server_is_handed_no_other():
    environ = {"PATH_INFO": "/robots.txt", "QUERY_STRING": "q", "CONTENT_TYPE": "text/plain; charset=hex"}
    setup_testing_defaults(environ)
    told = []
    application(environ, lambda status, _headers: told.append(status)).close()
    assert told == ["200 OK"]
