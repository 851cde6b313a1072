"""Whatever anybody sends gets a clear answer: an error beside its field, or the page for the code."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signups.models import Stakeholder
from tests.factories import ConsentTextFactory
from tests.signups.joining import address, answers

pytestmark = [pytest.mark.property, pytest.mark.django_db]

NAUGHTY = [
    "", "\0", "{{ secret }}", "{% load %}", "[Click](https://example.org)", "<script>alert(1)</script>", "{code}",
    "a\r\nBcc: b@example.org", "\u202eanna", "ﬀ", "ı", "İ", "ſ", "K", "' OR 1=1 --", "%00", "../..", "undefined",
    "1e999", "𝕬𝖓𝖓𝖆", "\ufeff", "ﷺ" * 150, "a" * 2001, "\x7f", "\\", "${jndi:ldap://x}", "=1+1", "@SUM(A1)", "anna@example.org",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(NAUGHTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
FIELDS = st.dictionaries(
    st.sampled_from(
        ["name", "email", "organisation", "role", "kind", "interests", "message", "language", "consent", "version"]
        + ["seen_on", "asked", "instead", "homepage", "proof", "ticket"]
    ),
    st.one_of(TEXTS, st.lists(TEXTS, max_size=3)),
    max_size=5,
)


@pytest.fixture
def text():
    return ConsentTextFactory(version=3)


@given(changes=FIELDS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_form_gets_a_clear_answer(text, changes):
    response = Client().post(address("signups:join"), answers() | changes)
    assert response.status_code in {200, 302}
    if response.status_code == 302:
        page = Client().get(response.url)
        assert "Nearly there" in page.content.decode()
    Stakeholder.objects.all().delete()


@given(name=TEXTS, local=TEXTS, host=TEXTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_address_is_refused_or_joins(text, name, local, host):
    email = f"{local}@{host}"
    response = Client().post(address("signups:join"), answers(name=name, email=email))
    assert response.status_code in {200, 302}
    for registered in Stakeholder.objects.values_list("email", flat=True):
        assert not set(registered) & set("\r\n\0 ,;<>")
    Stakeholder.objects.all().delete()


@given(typed=TEXTS, key=TEXTS.filter(lambda key: key and "/" not in key))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_key_and_any_code_get_a_clear_answer(text, typed, key):
    for name in ["signups:confirm", "signups:welcome"]:
        assert Client().get(address(name, key)).status_code == 404
    page = Client().post(address("signups:join"), answers()).url
    assert Client().post(page, {"code": typed}).status_code == 200
    Stakeholder.objects.all().delete()


@pytest.mark.parametrize("raw", [b"%ED%A0%BD", b"%ff%fe", b"\xff\xfe", b"%C0%AF", b"&&==&;", b"%", b"name[]=1"])
def test_bytes_that_are_no_text_get_a_clear_answer(text, raw):
    for body in [b"name=" + raw, b"email=a@" + raw, b"seen_on=/" + raw, b"asked=x&email=" + raw]:
        response = Client().post(address("signups:join"), body, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 200
