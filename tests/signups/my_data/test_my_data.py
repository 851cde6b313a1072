"""What we hold of somebody, on the page that the link opens."""

import json
import time
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from signups.models import Consent, Delivery, Mailing, Note, Stakeholder
from tests.factories import ConsentTextFactory, EditorFactory, InterestFactory, OutboxMessageFactory
from tests.signups.my_data.conftest import at, forged_keys, sent
from tests.signups.my_data.test_erasing import whole_database

pytestmark = pytest.mark.django_db


def tell_of(anna):
    """Leave some of everything about her."""
    Note.objects.create(stakeholder=anna, text="Called about the dyke")
    mailing = Mailing.objects.create(subject_en="Thank you all", subject_nl="Dank", body_en="x", body_nl="x")
    Delivery.objects.create(mailing=mailing, stakeholder=anna)
    OutboxMessageFactory(about=anna.pk, recipient=anna.email, subject="Welcome among us", text="Nice of you.")
    LogEntry.objects.create(
        user=EditorFactory(),
        content_type=ContentType.objects.get_for_model(Stakeholder),
        object_id=str(anna.pk),
        object_repr="Anna",
        action_flag=2,
    )


ALL = [
    "Anna Aal", "Anna@waterschap.example", "Waterschap", "I know about eels", "Water", "Yes, write to me about eels",
    "Version 1", "Called about the dyke", "Thank you all", "Welcome among us", "Nice of you.",
    "We changed something in your data on",
]  # fmt: skip


def test_the_page_shows_all_that_we_hold(anna, visitor):
    tell_of(anna)
    page = visitor.get(anna.page).content.decode()
    assert [words for words in ALL if words not in page] == []


def test_the_document_shows_the_same(anna, visitor):
    tell_of(anna)
    response = visitor.get(at("my_data_download", "my-data", anna, "html"))
    assert [words for words in ALL if words not in response.content.decode()] == []
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.html"'
    assert "<script" not in response.content.decode() and "style=" not in response.content.decode()


def test_the_data_can_be_taken_elsewhere(anna, visitor):
    tell_of(anna)
    response = visitor.get(at("my_data_download", "my-data", anna, "json"))
    data = json.loads(response.content)
    assert data["you"] == {
        "name": "Anna Aal",
        "email": "Anna@waterschap.example",
        "organisation": "Waterschap",
        "role": "",
        "kind": "citizen",
        "message": "I know about eels",
        "language": "en",
        "interests": ["Water"],
    }
    assert data["how_you_joined"]["state"] == "confirmed"
    assert [consent["words"] for consent in data["consents"]] == ["Yes, write to me about eels"]
    assert [note["text"] for note in data["notes_of_officers"]] == ["Called about the dyke"]
    assert [mailing["subject"] for mailing in data["updates"]] == ["Thank you all"]
    assert [mail["text"] for mail in data["mails"]] == ["Nice of you."]
    assert len(data["changed_by_officers_at"]) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_languages_have_every_page(anna, visitor, language):
    from django.utils.translation import override

    with override(language):
        pages = [
            at("my_data", "my-data", anna), at("leave", "my-data", anna), at("stay", "stay", anna),
            at("unsubscribe", "unsubscribe", anna), at("my_data_download", "my-data", anna, "html"),
        ]  # fmt: skip
    for address in pages:
        page = visitor.get(address)
        assert page.status_code == 200 and f'<html lang="{language}">' in page.content.decode()


def test_nobody_keeps_the_page(anna, visitor):
    for address in (anna.page, at("my_data_download", "my-data", anna, "json"), at("leave", "my-data", anna)):
        page = visitor.get(address)
        assert page.headers["Cache-Control"] == "private, no-store"
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in page.headers["X-Robots-Tag"]
        assert not page.cookies


def test_what_is_wrong_can_be_corrected(anna, visitor):
    Stakeholder.objects.update(active_at=timezone.now() - timedelta(days=400), asked_to_stay_at=timezone.now())
    wind = InterestFactory(label_en="Wind")
    changes = {"name": "Anna de Aal", "role": "Chair", "kind": "government", "language": "nl", "message": ""}
    response = visitor.post(anna.page, sent(anna, interests=[wind.pk], **changes))
    assert response.headers["Location"] == f"{anna.page}?saved"
    kept = Stakeholder.objects.get()
    assert (kept.name, kept.role, kept.kind, kept.language, kept.message) == tuple(changes.values())
    assert (kept.email, kept.state, list(kept.interests.all())) == (anna.email, "confirmed", [wind])
    assert kept.active_at > timezone.now() - timedelta(minutes=1) and kept.asked_to_stay_at is None
    assert "Your changes are kept." in visitor.get(response.headers["Location"]).content.decode()


def test_correcting_leaves_the_consent_as_it_was(anna, visitor):
    ConsentTextFactory(version=99)
    before = list(Consent.objects.values())
    visitor.post(anna.page, sent(anna, name="Other"))
    assert list(Consent.objects.values()) == before


def test_the_form_changes_nothing_that_it_does_not_show(anna, visitor):
    more = {"email": "mallory@example.org", "state": "pending", "id": "1", "created_at": "2000-01-01", "seen_on": "/x/"}
    visitor.post(anna.page, sent(anna, **more))
    kept = Stakeholder.objects.get()
    assert (kept.email, kept.state, kept.pk, kept.seen_on) == (anna.email, "confirmed", anna.pk, "")


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(anna, visitor):
    page = visitor.post(anna.page, sent(anna, name="", message="Half a sentence"))
    assert page.status_code == 200 and page.context["form"].errors.keys() == {"name"}
    assert "Half a sentence" in page.content.decode() and "error-summary" in page.content.decode()
    assert Stakeholder.objects.get().message == "I know about eels"


def test_what_was_typed_is_kept_though_an_editor_removed_an_interest_meanwhile(anna, visitor):
    water, wind = anna.interests.get(), InterestFactory(label_en="Wind")
    filled_in = sent(anna, interests=[water.pk, wind.pk], message="A long story")
    wind.delete()
    assert visitor.post(anna.page, filled_in).headers["Location"] == f"{anna.page}?saved"
    assert Stakeholder.objects.get().message == "A long story"
    assert list(Stakeholder.interests.through.objects.values_list("interest", flat=True)) == [water.pk]


def test_a_get_changes_nothing(anna, visitor):
    """Mail scanners open every link."""
    tell_of(anna)
    Stakeholder.objects.update(asked_to_stay_at=timezone.now())
    pages = [
        anna.page, f"{anna.page}?saved", at("leave", "my-data", anna), f"{at('leave', 'my-data', anna)}?reason=withdrawn",
        at("my_data_download", "my-data", anna, "html"), at("my_data_download", "my-data", anna, "json"),
        at("unsubscribe", "unsubscribe", anna), at("stay", "stay", anna),
    ]  # fmt: skip
    before = whole_database()
    for address in pages:
        assert [visitor.get(address).status_code, visitor.head(address).status_code] == [200, 200]
        visitor.options(address)
    assert whole_database() == before


def test_nothing_but_a_key_of_ours_opens_the_page(anna, visitor):
    before = whole_database()
    for key in forged_keys(anna):
        for page in ("/en/my-data/%s/", "/en/my-data/%s/download/json/", "/en/my-data/%s/leave/"):
            address = page % key.replace("%", "%25").replace("/", "%2F")
            answers = [visitor.get(address), visitor.post(address, sent(anna, name="Mallory"))]
            assert {answer.status_code for answer in answers} <= {404, 405}, (key, address)
            assert anna.email not in answers[0].content.decode()
    assert whole_database() == before


def test_an_old_link_asks_for_a_new_one(anna, visitor, monkeypatch):
    pages = [anna.page, at("my_data_download", "my-data", anna, "json"), at("leave", "my-data", anna)]
    eight_days_on = time.time() + 8 * 86_400
    monkeypatch.setattr("django.core.signing.time.time", lambda: eight_days_on)
    for address in pages:
        page = visitor.get(address)
        assert page.status_code == 410 and anna.email not in page.content.decode()
        assert 'action="/en/my-data/"' in page.content.decode()
        assert visitor.post(address, sent(anna, name="Mallory")).status_code in {405, 410}
    assert Stakeholder.objects.get().name == "Anna Aal"


def test_the_link_works_as_often_as_one_likes_while_it_is_valid(anna, visitor):
    assert {visitor.get(anna.page).status_code for _time in range(3)} == {200}


def test_after_erasing_the_link_says_that_nothing_is_kept(anna, visitor):
    Stakeholder.objects.all().delete()
    for method in (visitor.get, visitor.post):
        page = method(anna.page)
        assert page.status_code == 410 and "Nothing is kept any more" in page.content.decode()


def test_another_site_changes_nothing(anna):
    browser = Client(headers={"Origin": "https://elsewhere.example"})
    assert browser.post(anna.page, sent(anna, name="Mallory")).status_code == 403
    assert browser.post(at("leave", "my-data", anna)).status_code == 403
    assert browser.post(at("stay", "stay", anna)).status_code == 403
    assert Stakeholder.objects.get().name == "Anna Aal"


def test_who_never_confirmed_sees_that_too(anna, visitor):
    Stakeholder.objects.update(state="pending")
    assert "You haven’t confirmed this address yet" in visitor.get(anna.page).content.decode()


NAUGHTY = [
    "[Click](https://example.org) {{ secret }}", "<script>alert(1)</script>", "{% load x %}", "a\x00b", "\u202eevil",
    "x" * 1_000_000, "𝓐𝓷𝓷𝓪", "аnna", "' OR 1=1 --", "%s%n", "\r\nBcc: x@example.org", "🙂" * 40, "\ud7ff", " ", "0",
]  # fmt: skip


@pytest.mark.parametrize("naughty", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_typed_is_answered(anna, visitor, naughty):
    for field in ["name", "organisation", "role", "message", "kind", "language", "interests"]:
        assert visitor.post(anna.page, sent(anna, **{field: naughty})).status_code in {200, 302}
    for address in [anna.page, *(at("my_data_download", "my-data", anna, form) for form in ("html", "json"))]:
        assert visitor.get(address).status_code == 200
    assert "<script>alert(1)" not in visitor.get(anna.page).content.decode()


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"name=%ff%fe&language=%00", b"interests=1&interests=x", b"&&&==="])
def test_broken_forms_are_answered(anna, visitor, body):
    for kind in (
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
    ):
        assert visitor.post(anna.page, body, content_type=kind).status_code in {200, 400}
    assert Stakeholder.objects.get().name == "Anna Aal"
