"""Editors put a letter into their own words: checked, looked at and tried before anybody gets it."""

import re
from html import unescape

import pytest
from django.urls import reverse

from content.mail.letters.letter_types import KINDS, LetterType, register_letter
from content.mail.letters.writing import write_letter
from content.mail.models import Letter, OutboxMessage
from content.mail.receivers import make_letter_rows
from tests.editing.forms import Fields, edit, told
from tests.mail.reading import words_of
from tests.people import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    """A letter that brings a code and a button."""
    kind = register_letter(
        LetterType(
            key="tests.code",
            title="The code",
            explanation="To whoever joins.",
            subject="Your code",
            body="Hello {name},\n\n{code}\n\n{button}",
            button="Confirm",
            placeholders={"name": "whom it is for", "code": "the code"},
            example={"name": "Anna", "code": "012345"},
            needed=frozenset({"code", "button"}),
        )
    )
    make_letter_rows("default")
    yield Letter.objects.get(pk=kind.key)
    del KINDS[kind.key]


@pytest.fixture
def officer(db):
    """Who looks after stakeholders, and the letters to them."""
    return browser_of("officer")


def page_of(letter, act="change"):
    return reverse(f"admin:mail_letter_{act}", args=[letter.pk])


def typed(browser, letter, **changes) -> dict:
    """Return what the form would send with `changes` typed in."""
    return {**Fields(browser.get(page_of(letter)).content.decode()).values, **changes}


def faults_of(response) -> dict:
    return response.context["adminform"].form.errors


def test_each_letter_of_the_site_has_its_row(officer, letter):
    page = officer.get(reverse("admin:mail_letter_changelist"))
    assert {row.pk for row in page.context["cl"].queryset} == set(KINDS)
    assert "To whoever joins." in page.content.decode()
    make_letter_rows("default")
    assert Letter.objects.filter(pk=letter.pk).count() == 1


def test_a_row_whose_letter_nobody_writes_any_more_is_not_shown(officer):
    gone = Letter.objects.create(key="gone")
    assert gone not in officer.get(reverse("admin:mail_letter_changelist")).context["cl"].queryset


def test_words_of_an_editor_go_out_and_the_others_stay_as_they_were(officer, letter):
    edit(officer, page_of(letter), subject_nl="Hier is je code", body_nl="Dag {name},\n\n{code}\n\n{button}")
    values = {"name": "Anna", "code": "012345", "address": "https://example.org/"}
    mails = {code: write_letter(letter.pk, to="a@example.org", language=code, values=values) for code in ("nl", "en")}
    assert (mails["nl"].subject, mails["en"].subject) == ("Hier is je code", "Your code")
    assert mails["nl"].text.startswith("Dag Anna,\n\n012345\n\n")
    assert mails["en"].text.startswith("Hello Anna,\n\n012345\n\n")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{code} {nmae}\n\n{button}", "{nmae} stands for nothing here. You can use {name}, {code}, {site}, {button}, {address}."),
        ("{code} {name\n\n{button}", "A brace stands alone. What is filled in stands between two braces, such as {site}."),
        ("Hello\n\n{button}", "{code} is missing: the code. Without it this mail is of no use."),
        ("{code}", "{button} is missing: the button “Confirm”, in a paragraph of its own. Without it this mail is of no use."),
        ("{code}: {button}", "Leave an empty line above and below {button}: it is a paragraph of its own."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(officer, letter, body, fault):
    response = edit(officer, page_of(letter), body_en=body)
    assert faults_of(response) == {"body_en": [fault]}
    letter.refresh_from_db()
    assert not letter.body_en


def test_the_address_does_instead_of_the_button(officer, letter):
    edit(officer, page_of(letter), body_en="{code} or {address}")
    letter.refresh_from_db()
    assert letter.body_en == "{code} or {address}"


def test_a_subject_has_no_button(officer, letter):
    response = edit(officer, page_of(letter), subject_en="{button} {site}")
    assert faults_of(response) == {
        "subject_en": ["{button} stands for nothing here. You can use {name}, {code}, {site}."]
    }


def test_the_sites_own_words_stand_below_each_field(officer, letter):
    page = unescape(officer.get(page_of(letter)).content.decode())
    assert '<q lang="nl">Your code</q>' in page and "Hello {name},\n\n{code}\n\n{button}</p></details>" in page


def test_the_preview_shows_what_is_typed_and_saves_nothing(officer, letter):
    page = officer.post(
        page_of(letter, "preview"), typed(officer, letter, subject_en="Typed", body_en="{code} <b>\n\n{button}")
    )
    [dutch, english] = page.context["mails"]
    assert (dutch.language, dutch.subject, english.language, english.subject) == ("nl", "Your code", "en", "Typed")
    assert "012345 <b>" in words_of(english.light) and english.text.startswith("012345 <b>\n\nConfirm:\n")
    letter.refresh_from_db()
    assert not letter.subject_en and not OutboxMessage.objects.exists()


def test_the_preview_of_what_is_wrong_is_the_form_with_what_is_wrong(officer, letter):
    page = officer.post(page_of(letter, "preview"), typed(officer, letter, subject_en="{nonsense}"))
    assert list(faults_of(page)) == ["subject_en"]
    assert f'action="{page_of(letter)}"' in page.content.decode().replace("_5F", "_")


def test_only_the_preview_has_a_nonce_and_nothing_unsafe(officer, letter):
    page = officer.get(page_of(letter, "preview"))
    [nonce] = set(re.findall(r"style-src 'self' 'nonce-([^']+)'(?:;|$)", page["Content-Security-Policy"]))
    assert "unsafe" not in page["Content-Security-Policy"]
    for mail in page.context["mails"]:
        assert f'<style nonce="{nonce}">' in mail.light and " style=" not in mail.light + mail.dark
        assert "(prefers-color-scheme" not in mail.light + mail.dark
    assert "nonce" not in officer.get(page_of(letter))["Content-Security-Policy"]


def test_a_test_goes_to_the_editor_in_both_languages(officer, letter):
    page = officer.post(page_of(letter, "test"), typed(officer, letter, subject_en="Typed"))
    assert page.context["told"] == f"A test in each language is on its way to {officer.user.email}."
    mails = OutboxMessage.objects.order_by("language").values_list("recipient", "language", "subject")
    assert list(mails) == [(officer.user.email, "en", "Test: Typed"), (officer.user.email, "nl", "Proef: Your code")]


def test_who_has_no_address_is_told_so(officer, letter):
    officer.user.email = ""
    officer.user.save()
    page = officer.post(page_of(letter, "test"), typed(officer, letter))
    assert page.context["told"] == "Your account has no e-mail address to send a test to."
    assert not OutboxMessage.objects.exists()


def test_one_button_leads_back_to_the_sites_own_words(officer, letter):
    Letter.objects.filter(pk=letter.pk).update(subject_nl="Anders", body_en="{code} {address}")
    page = officer.post(page_of(letter, "own_words"), follow=True)
    assert told(page) == ["Back to the site’s own words."]
    assert Letter.objects.filter(pk=letter.pk).values_list("subject_nl", "body_en").get() == ("", "")


def test_letters_are_for_who_looks_after_stakeholders(letter):
    writer = browser_of("writer")
    for act in ["change", "preview"]:
        assert writer.get(page_of(letter, act)).status_code == 403
    for act in ["preview", "test", "own_words"]:
        assert writer.post(page_of(letter, act)).status_code == 403
    assert not OutboxMessage.objects.exists()
