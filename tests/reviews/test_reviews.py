"""“Is this right?”: what somebody sees of what is about them, and what becomes of the answer."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.reviews.models import Answer, Review
from content.texts.corrections import html_to_plain, merge_text
from content.workflow import publishing
from content.workflow.drafts import draft_of
from content.workflow.models import Version
from content.workflow.snapshot import content_of
from tests.factories import (
    AppointmentFactory,
    CaseFactory,
    PageFactory,
    PartnerProjectFactory,
    QuoteFactory,
    ReviewFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote():
    """A quote that the public sees, with other words that wait."""
    quote = QuoteFactory(live=True, words_nl="Oude woorden", words_en="Old words", speaker__name="Emily Wise")
    content = content_of(quote)
    publishing.keep_draft(quote, {**content, "fields": {**content["fields"], "words_en": "Choose by your strength"}})
    return quote


@pytest.fixture
def ask():
    """Ask about something: ask(item, language="en") gives the address of the page."""

    def asked(item, **given):
        given = {"language": "en", "expires_at": timezone.now() + timedelta(days=30), **given}
        return reverse("reviews:review", args=[ReviewFactory(target=item, **given).secret])

    return asked


def fields_of(page):
    """Return what the form would send as it is."""
    hidden = re.findall(r'<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?', page)
    inputs = re.findall(r'<input type="url" name="([^"]*)"(?: value="([^"]*)")?', page)
    areas = re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return {name: unescape(value).strip() for name, value in [*hidden, *inputs, *areas]}


def answer(visitor, address, verdict, **changes):
    """Open the page, change some of its fields, and press a button."""
    return visitor.post(address, {**fields_of(visitor.get(address).text), **changes, "answer": verdict})


def test_somebody_sees_the_draft_of_the_own_words_in_both_languages(visitor, quote, ask):
    page = visitor.get(ask(quote)).text
    assert "Choose by your strength" in page
    assert "Oude woorden" in page
    assert "Emily Wise" in page
    assert "Old words" not in page


def test_nothing_else_of_the_event_is_seen(visitor, quote, ask):
    other = QuoteFactory(event=quote.event, speaker=quote.speaker, words_en="A secret of somebody else")
    page = visitor.get(ask(quote)).text
    assert other.words_en not in page
    assert quote.event.title_en not in page


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: SpeakerFactory(biography_en="<p>Born in <em>London</em></p>"), "<em>London</em>"),
        (lambda: CaseFactory(story_en="<p>It began small</p>"), "It began small"),
        (lambda: PartnerProjectFactory(description_nl="<p>Samen slim</p>"), "Samen slim"),
        (lambda: QuoteFactory(speaker=None, words_nl="Nog zonder spreker"), "Nog zonder spreker"),
    ],
    ids=["speaker", "case", "project", "quote"],
)
def test_presenters_and_partners_see_what_is_not_published_at_all(visitor, ask, make, words):
    assert words in visitor.get(ask(make())).text


def test_the_page_speaks_the_language_of_who_is_asked_and_the_other_on_wish(visitor, quote, ask):
    dutch = ask(quote, language="nl")
    assert '<html lang="nl">' in visitor.get(dutch).text
    assert '<html lang="en">' in visitor.get(f"{dutch}?language=en").text
    assert '<html lang="en">' in visitor.get(ask(quote)).text


# --- Answering --------------------------------------------------------------------------------------------------


def test_an_approval_is_kept_with_the_wording(visitor, quote, ask):
    address = ask(quote)
    response = answer(visitor, address, "approved")
    assert response.status_code == 302
    kept = Answer.objects.get()
    assert kept.verdict == Answer.Verdict.APPROVED
    assert kept.wording["shown"] == {"words_nl": "Oude woorden", "words_en": "Choose by your strength"}
    assert draft_of(quote).after["fields"]["words_en"] == "Choose by your strength"
    assert "you told us that this is right" in visitor.get(address).text


def test_corrections_wait_as_a_draft_and_the_site_stays(visitor, quote, ask):
    page = quote.speaker.addresses()["en"]
    before = visitor.get(page).content
    answer(visitor, ask(quote), "corrected", text_words_en="Choose by strength", remark="Shorter")
    assert visitor.get(page).content == before
    draft = draft_of(quote)
    assert draft.after["fields"]["words_en"] == "Choose by strength"
    assert draft.after["fields"]["words_nl"] == "Oude woorden"
    kept = Answer.objects.get()
    assert (kept.verdict, kept.remark) == (Answer.Verdict.CORRECTED, "Shorter")
    assert kept.wording["written"] == {"words_en": "Choose by strength"}
    line = Version.objects.of(quote).first()
    assert (line.act, line.note) == (Version.Act.ANSWERED, "Emily Wise")


def test_corrections_do_not_go_live_unread_with_what_is_planned(visitor, quote, ask):
    AppointmentFactory(target=quote)
    answer(visitor, ask(quote), "corrected", text_words_en="Choose by strength")
    assert draft_of(quote).after["fields"]["words_en"] == "Choose by your strength"
    assert Answer.objects.get().wording["written"] == {"words_en": "Choose by strength"}


def test_corrections_of_what_was_never_public_stand_in_the_form(visitor, ask):
    case = CaseFactory(title_en="The locale factor")
    answer(visitor, ask(case), "corrected", text_title_en="The local factor")
    case.refresh_from_db()
    assert case.title_en == "The local factor"
    assert not case.is_live


def test_corrections_are_made_harmless(visitor, ask):
    speaker = SpeakerFactory(live=True, biography_en="<p>One</p>")
    typed = "<script>alert(1)</script>\n\n<b>bold</b>"
    answer(visitor, ask(speaker), "corrected", text_biography_en=typed)
    kept = draft_of(speaker).after["fields"]["biography_en"]
    assert "<script" not in kept
    assert html_to_plain(kept) == typed  # shown as it was typed, not taken for markup


def test_a_text_keeps_the_structure_of_what_was_not_touched(visitor, ask):
    story = '<h2>Begin</h2><p>It <a href="https://www.snn.nl/" rel="noopener">began</a> smal.</p><ul><li>One</li><li>Two</li></ul>'
    case = CaseFactory(live=True, story_en=story)
    address = ask(case)
    shown = fields_of(visitor.get(address).text)["text_story_en"]
    answer(visitor, address, "corrected", text_story_en=shown.replace("Begin", "How it began") + "\n\nThe end.")
    kept = draft_of(case).after["fields"]["story_en"]
    assert kept == f"<h2>How it began</h2>{story.removeprefix('<h2>Begin</h2>')}<p>The end.</p>"


def test_a_remark_alone_changes_no_word(visitor, quote, ask):
    before = draft_of(quote).after
    answer(visitor, ask(quote), "corrected", remark="The portrait isn’t me")
    assert draft_of(quote).after == before
    assert Answer.objects.get().remark == "The portrait isn’t me"


def test_one_may_answer_again(visitor, quote, ask):
    address = ask(quote)
    answer(visitor, address, "corrected", text_words_en="Choose well")
    answer(visitor, address, "approved")
    assert [given.verdict for given in Answer.objects.all()] == ["approved", "corrected"]
    assert Answer.objects.first().wording["shown"]["words_en"] == "Choose well"


def test_what_was_changed_meanwhile_is_shown_before_it_counts_as_approved(visitor, quote, ask):
    address = ask(quote)
    fields = fields_of(visitor.get(address).text)
    publishing.keep_draft(quote, with_words(quote, words_en="Something else"))
    response = visitor.post(address, {**fields, "answer": "approved"})
    assert response.status_code == 422
    assert "changed meanwhile" in response.text
    assert not Answer.objects.exists()
    again = fields_of(response.text)
    assert again["text_words_en"] == "Something else"
    assert visitor.post(address, {**again, "answer": "approved"}).status_code == 302


def test_what_was_typed_survives_a_change_meanwhile(visitor, quote, ask):
    address = ask(quote)
    fields = {**fields_of(visitor.get(address).text), "text_words_nl": "Zelf getypt", "remark": "And this"}
    publishing.keep_draft(quote, with_words(quote, words_en="Something else"))
    again = fields_of(visitor.post(address, {**fields, "answer": "corrected"}).text)
    assert (again["text_words_nl"], again["text_words_en"]) == ("Zelf getypt", "Something else")
    assert again["remark"] == "And this"
    visitor.post(address, {**again, "answer": "corrected"})
    after = draft_of(quote).after["fields"]
    assert (after["words_nl"], after["words_en"]) == ("Zelf getypt", "Something else")


def with_words(item, **words):
    draft = draft_of(item)
    content = draft.after if draft else content_of(item)
    return {**content, "fields": {**content["fields"], **words}}


def test_yes_with_changed_words_is_asked_about_and_nothing_is_lost(visitor, quote, ask):
    response = answer(visitor, ask(quote), "approved", text_words_en="Choose well")
    assert response.status_code == 422
    assert fields_of(response.text)["text_words_en"] == "Choose well"
    assert not Answer.objects.exists()


def test_corrections_without_any_are_asked_about(visitor, quote, ask):
    assert answer(visitor, ask(quote), "corrected").status_code == 422
    assert not Answer.objects.exists()


def test_an_address_that_is_none_is_refused_and_kept(visitor, ask):
    project = PartnerProjectFactory(website="https://example.org/")
    response = answer(visitor, ask(project), "corrected", text_website="not an address")
    assert response.status_code == 422
    assert fields_of(response.text)["text_website"] == "not an address"


# --- Who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [{"expires_at": timezone.now() - timedelta(seconds=1)}, {"revoked_at": timezone.now()}, {"target": None}],
    ids=["expired", "revoked", "of a page"],
)
def test_a_question_that_ended_tells_nothing(visitor, quote, ask, given):
    address = ask(given.pop("target", quote) or PageFactory(title_en="Your strength"), **given)
    for response in (visitor.get(address), visitor.post(address, {"answer": "approved"})):
        assert response.status_code == 404
        assert "strength" not in response.text
        assert "Emily" not in response.text
    assert not Answer.objects.exists()


def test_another_site_can_answer_in_nobodys_name(quote, ask):
    address = ask(quote)
    fields = {**fields_of(Client().get(address).text), "answer": "approved"}
    assert Client().post(address, fields, headers={"Origin": "https://evil.example"}).status_code == 403
    assert Client().post(address, fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_nobody_keeps_or_lists_the_page_or_tells_others_its_address(visitor, quote, ask):
    headers = visitor.get(ask(quote)).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


# --- Editors ----------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(editor):
    """An editor whose browser asks for English."""
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return editor


def page_of(item, act="ask", *keys):
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_{act}", args=[item.pk, *keys])


def test_editors_ask_several_people_and_get_links_and_a_mail_in_their_language(editor, quote):
    editor.post(page_of(quote), {"name": "Emily Wise", "email": "emily@example.org", "language": "nl"})
    editor.post(page_of(quote), {"name": "Jan de Vries", "email": "", "language": "en"})
    page = unescape(editor.get(page_of(quote)).text)
    for question in Review.objects.all():
        assert f"http://testserver/review/{question.secret}/" in page
        assert question.author == editor.user
        assert question.expires_at > timezone.now() + timedelta(days=29)
    assert "mailto:emily%40example.org?subject=" in page


def test_the_form_tells_what_was_answered_and_about_which_wording(editor, visitor, quote, ask):
    address = ask(quote)
    form = page_of(quote, "change")
    assert "no answer yet" in editor.get(form).text
    answer(visitor, address, "approved")
    assert "this very wording" in editor.get(form).text
    publishing.keep_draft(quote, with_words(quote, words_en="Something else"))
    assert "approved an older wording" in editor.get(form).text
    assert "See the difference" in editor.get(form).text
    answer(visitor, address, "corrected", text_words_en="Something better")
    assert "asked for something else" in editor.get(form).text


def test_editors_see_what_should_be_different(editor, visitor, quote, ask):
    answer(visitor, ask(quote), "corrected", text_words_en="Choose by your weakness", remark="Sorry")
    page = editor.get(page_of(quote)).text
    assert re.search(r"<del[^>]*>.*strength.*</del>", page, re.DOTALL)
    assert re.search(r"<ins[^>]*>.*weakness.*</ins>", page, re.DOTALL)
    assert "Sorry" in page


def test_reading_an_answer_is_noted_when_an_editor_says_so(editor, visitor, quote, ask):
    answer(visitor, ask(quote), "approved")
    editor.get(page_of(quote))
    assert Answer.objects.get().seen_at is None
    editor.post(page_of(quote, "question", Review.objects.get().pk), {"read": ""})
    assert Answer.objects.get().seen_at is not None


def test_a_question_can_be_revoked(editor, visitor, quote, ask):
    address = ask(quote)
    manage = page_of(quote, "question", Review.objects.get().pk)
    assert editor.get(manage).status_code == 405
    editor.post(manage, {"revoke": ""})
    assert visitor.get(address).status_code == 404


def test_only_who_may_change_something_asks_about_it(quote, django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(page_of(quote)).status_code == 403
    assert client.post(page_of(quote), {"name": "x", "language": "nl"}).status_code == 403
    assert not Review.objects.exists()


# --- Plain words ------------------------------------------------------------------------------------------------

TEXT = (
    "<h2>Title</h2><p>One<br>two &amp; <strong>three</strong></p><ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul>"
    "<ol><li>x</li><li>y</li></ol><blockquote><p>Said</p></blockquote><hr>"
    '<figure><img src="smartup:picture/0" alt=""><figcaption>Caption</figcaption></figure>'
    "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
)


def test_a_text_that_nobody_touched_stays_as_it_is():
    assert merge_text(TEXT, html_to_plain(TEXT)) == TEXT
    assert merge_text(TEXT, html_to_plain(TEXT).replace("\n", "\r\n")) == TEXT


def test_a_text_reads_as_plain_words():
    assert html_to_plain(TEXT).split("\n\n") == [
        "Title", "One\ntwo & three", "- a\n- b\n- c", "1. x\n2. y", "Said", "* * *", "[…]Caption", "1 | 2",
    ]  # fmt: skip


def test_a_changed_list_stays_a_list():
    assert merge_text("<ul><li>a</li></ul>", "- a\n- b") == "<ul><li>a</li><li>b</li></ul>"
    assert merge_text("<ol><li>a</li></ol>", "1. a\n2. b") == "<ol><li>a</li><li>b</li></ol>"


def test_a_text_that_was_emptied_is_empty():
    assert merge_text(TEXT, "") == ""


def test_words_that_look_like_markup_stay_words():
    assert merge_text("", "a < b\n<i>c</i>") == "<p>a &lt; b<br>&lt;i&gt;c&lt;/i&gt;</p>"
