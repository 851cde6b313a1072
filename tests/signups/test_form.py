"""The form as HTML."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from signups.models import PendingSignup
from tests.factories import ConsentTextFactory, InterestFactory
from tests.signups.joining import waited

pytestmark = pytest.mark.django_db


def address(name, language="en"):
    with override(language):
        return reverse(name)


@pytest.fixture
def text():
    return ConsentTextFactory(version=1, words_nl="Ja, houd mij op de hoogte.", words_en="")


def page(response):
    return response.content.decode()


def test_it_is_the_same_for_everybody_and_sets_no_cookie(visitor, editor, text):
    first, second = visitor.get(address("signups:join")), editor.get(address("signups:join"))
    assert first.content == second.content
    assert list(first.cookies) == []


@pytest.mark.parametrize(("language", "chosen"), [("nl", "nl"), ("en", "en")])
def test_it_presets_the_language_of_the_page(visitor, text, language, chosen):
    form = visitor.get(address("signups:join", language)).context["form"]
    assert form["language"].value() == chosen
    assert [label for _code, label in form.fields["language"].choices] == ["Nederlands", "English"]


def test_words_in_another_language_say_which(visitor, text):
    InterestFactory(label_nl="Landbouw", label_en="", icon="tractor")
    html = page(visitor.get(address("signups:join")))
    assert '<span lang="nl">Ja, houd mij op de hoogte.</span>' in html
    assert '<span lang="nl">Landbouw</span>' in html


def test_errors_stand_on_top_with_the_focus_and_lead_to_their_fields(visitor, text):
    data = {"name": "<Anna>", "email": "anna", "message": "Hello", "language": "en", "version": "1", "seen_on": "/en/"}
    html = page(visitor.post(address("signups:join"), data))
    summary = re.search(r'<div class="error-summary".*?</div>', html, re.DOTALL).group()
    assert 'tabindex="-1" autofocus' in summary
    assert re.findall(r'href="#(\w+)"', summary) == ["id_email", "id_kind_0", "id_consent"]
    for target in ["id_email", "id_kind_0", "id_consent"]:
        assert f'id="{target}"' in html
    assert "<title>Error: Join us!" in re.sub(r"\s+", " ", html)


def test_a_field_with_an_error_says_so_to_screen_readers(visitor, text):
    html = page(visitor.post(address("signups:join"), {"email": "anna", "version": "1"}))
    field = re.search(r"<input[^>]*name=\"email\"[^>]*>", html).group()
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_helptext id_email_error"' in field
    assert 'id="id_email_error"' in html


def test_what_was_typed_is_kept(visitor, text):
    interest = InterestFactory()
    data = {
        "name": "<Anna>", "email": "anna", "kind": "business", "interests": [str(interest.pk)], "message": "</textarea>",
        "language": "nl", "version": "1", "seen_on": "/en/", "consent": "on",
    }  # fmt: skip
    html = page(visitor.post(address("signups:join"), data))
    assert 'value="&lt;Anna&gt;"' in html
    assert "&lt;/textarea&gt;" in html
    assert 'name="seen_on" value="/en/"' in html
    checked = re.findall(r'<input[^>]*value="([^"]+)"[^>]*checked', html)
    assert checked == ["business", str(interest.pk), "nl"]
    assert re.search(r'name="consent"[^>]*checked', html)


def test_new_words_are_shown_before_they_can_be_agreed_to(visitor, text):
    ConsentTextFactory(version=2, words_en="New words")
    data = {
        "name": "Anna",
        "email": "anna@example.org",
        "kind": "citizen",
        "language": "en",
        "version": "1",
        "consent": "on",
    }
    html = page(visitor.post(address("signups:join"), data))
    assert "New words" in html
    assert 'name="version" value="2"' in html
    assert not re.search(r'name="consent"[^>]*checked', html)


def test_the_trap_is_out_of_the_way_of_people(visitor, text):
    html = page(visitor.get(address("signups:join")))
    enter, trap = re.findall(r'<div class="form-trap".*?</div>', html, re.DOTALL)
    assert [part.count('aria-hidden="true"') for part in (enter, trap)] == [1, 1]
    assert '<button tabindex="-1">' in enter
    assert 'tabindex="-1" autocomplete="off"' in trap


def test_search_engines_find_the_form(visitor, text):
    response = visitor.get(address("signups:join"))
    assert "noindex" not in page(response)
    assert "X-Robots-Tag" not in response


def test_browsers_know_what_the_fields_are_for(visitor, text):
    html = page(visitor.get(address("signups:join")))
    fields = re.findall(r'<input[^>]*name="(\w+)"[^>]*autocomplete="([a-z-]+)"', html)
    assert fields == [
        ("proof", "off"), ("name", "name"), ("email", "email"), ("organisation", "organization"), ("role", "organization-title"),
        ("homepage", "off"),
    ]  # fmt: skip


# --- A slip of the finger -----------------------------------------------------------------------------------------


ANNA = {"name": "Anna", "email": "anna@gmial.com", "kind": "citizen", "language": "en", "version": "1", "consent": "on"}


def sent(visitor, **changes):
    ticket = waited(changes.get("instead") or changes.get("email", ANNA["email"]))
    return visitor.post(address("signups:join"), ANNA | {"ticket": ticket} | changes)


def test_a_likely_typing_error_is_asked_about_next_to_the_field(visitor, text):
    html = page(sent(visitor))
    assert '<p class="error" id="id_email_error">Did you mean anna@gmail.com?</p>' in html
    assert re.findall(r'<button class="button" name="instead" value="([^"]+)">([^<]+)<', html) == [
        ("anna@gmail.com", "Yes, use anna@gmail.com")
    ]
    assert 'name="asked" value="anna@gmial.com"' in html
    assert "No, anna@gmial.com is right</button>" in html
    assert PendingSignup.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "joined"),
    [
        ({"instead": "anna@gmail.com", "asked": "anna@gmial.com"}, "anna@gmail.com"),
        ({"asked": "anna@gmial.com"}, "anna@gmial.com"),
        ({"email": "anna@GMIAL.com", "asked": "anna@gmial.com"}, "anna@gmial.com"),
    ],
)
def test_one_click_takes_it_or_keeps_what_was_typed(visitor, text, changes, joined):
    sent(visitor, **changes)
    assert PendingSignup.objects.get().email == joined


def test_another_slip_is_another_question(visitor, text):
    html = page(sent(visitor, email="anna@hotmial.com", asked="anna@gmial.com"))
    assert "Did you mean anna@hotmail.com?" in html


def test_the_answer_is_kept_when_something_else_is_wrong(visitor, text):
    html = page(sent(visitor, instead="anna@gmail.com", name=""))
    assert 'value="anna@gmail.com"' in re.search(r'<input[^>]*name="email"[^>]*>', html).group()
    assert "Did you mean" not in html
    html = page(sent(visitor, asked="anna@gmial.com", name=""))
    assert 'name="asked" value="anna@gmial.com"' in html
    assert "Did you mean" not in html


@pytest.mark.parametrize("instead", ["<script>", "\0", "a" * 1_000_000, "anna", "{{ x }}@example.org"])
def test_what_no_button_of_ours_says_is_checked_like_the_rest(visitor, text, instead):
    response = sent(visitor, instead=instead)
    assert list(response.context["form"].errors) == ["email"]
    assert "<script>@" not in page(response)
