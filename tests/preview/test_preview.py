"""What a preview shows is what will appear, and nobody else sees it."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.planning.releases import release_now
from content.preview.models import PreviewLink
from content.preview.preview_links import share_preview
from content.preview.staging import trial_publish
from content.search.models import SearchDocument
from content.workflow import publishing
from content.workflow.models import Draft, Redirect, Version
from content.workflow.snapshot import content_of
from tests.factories import (
    AlbumFactory,
    CaseFactory,
    DocumentFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    PageFactory,
    PartnerProjectFactory,
    PhotoFactory,
    ProgrammeItemFactory,
    QuoteFactory,
    ReleaseFactory,
    ReleaseItemFactory,
    SiteSettingsFactory,
    SpeakerFactory,
    SpeakerLinkFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(editor):
    """Return the page at a path as the preview of an item shows it: preview(item, "/nl/cases/x/")."""

    def page(item, path):
        return editor.get(f"{address_of(item)}page{path}")

    return page


def address_of(item, act="preview"):
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_{act}", args=[item.pk])


def drafted(item, **fields):
    content = content_of(item)
    publishing.keep_draft(item, {**content, "fields": {**content["fields"], **fields}})
    return item


def new_addresses(item):
    item.refresh_from_db()
    return item.addresses()


def with_drafts():
    """Something of each kind, live, with changes that wait; and something of each kind that never was public."""
    event = EventFactory(live=True, documents=[DocumentFactory(live=True)])
    yield drafted(EventFactory(live=True), title_nl="Nieuw", slug_en="moved", tagline_en="One sentence")
    yield drafted(
        CaseFactory(live=True, event=event), story_en="<p>Another <strong>story</strong></p>", slug_nl="elders"
    )
    yield drafted(SpeakerFactory(live=True), biography_nl="<p>Een ander leven</p>", name="Somebody Else")
    yield drafted(PartnerProjectFactory(live=True), website="https://example.org/", description_nl="<p>Wij</p>")
    yield drafted(PageFactory(live=True), body_nl="<h2>Kop</h2><p>Tekst</p>", slug_nl="andere-pagina")
    yield drafted(AlbumFactory(live=True, event=event), description_nl="Nog meer")
    yield lesson_with_other_evidence(event)
    yield CaseFactory(event=event, presenters=[SpeakerFactory(live=True)])
    yield SpeakerLinkFactory(speaker__biography_en="<p>New here</p>").speaker
    yield PhotoFactory(album__event=event).album
    yield EventFactory()
    yield PageFactory()


def lesson_with_other_evidence(event):
    lesson = LessonFactory(live=True, event=event)
    EvidenceFactory(lesson=lesson, case=CaseFactory(live=True, event=event), passage_nl="Oud", moment=95)
    other = CaseFactory(live=True, event=event)
    content = content_of(lesson)
    row = content["parts"]["evidence"][0]
    changed = {**row, "fields": {**row["fields"], "case_id": str(other.pk), "passage_nl": "Nieuw"}}
    publishing.keep_draft(lesson, {**content, "parts": {"evidence": [changed]}})
    return lesson


@pytest.mark.parametrize("number", range(12))
def test_a_preview_is_byte_for_byte_what_a_visitor_gets_after_publishing(preview, visitor, number):
    item = list(with_drafts())[number]
    asked = [(path, preview(item, path)) for path in published_addresses(item)]
    publishing.publish(item)
    for path, shown in asked:
        there = visitor.get(path)
        assert there.status_code == shown.status_code == 200
        assert shown.content == there.content


def published_addresses(item):
    """Where `item` will be, by a publication that is taken back."""
    with trial_publish([item]) as shown:
        return list(shown[0].addresses().values())


@pytest.mark.parametrize("path", ["/nl/", "/en/", "/nl/casussen/", "/en/speakers/", "/en/events/"])
def test_the_other_pages_of_the_site_follow_too(preview, visitor, path):
    case = drafted(CaseFactory(live=True), title_nl="Heel anders", title_en="Quite different")
    shown = preview(case, path)
    publishing.publish(case)
    assert shown.content == visitor.get(path).content


@pytest.mark.parametrize("live", [True, False])
def test_the_search_finds_what_it_will_find(preview, visitor, live, django_capture_on_commit_callbacks):
    case = CaseFactory(event=EventFactory(live=True), live=live, title_nl="Eerst", title_en="First")
    content = content_of(case)
    publishing.keep_draft(case, {**content, "fields": {**content["fields"], "title_nl": "Wonderlijk"}})
    shown = preview(case, "/nl/zoeken/?q=wonderlijk")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(case)
    assert "Wonderlijk" in shown.text
    assert shown.content == visitor.get("/nl/zoeken/?q=wonderlijk").content


def test_a_link_inside_a_text_leads_to_the_new_address(preview, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = CaseFactory(live=True)
        publishing.announce_change(case)
    page = PageFactory(live=True, body_nl=f'<p><a href="smartup:events.case/{case.pk}">Daar</a></p>')
    drafted(case, slug_nl="nieuw-adres")
    shown = preview(case, page.addresses()["nl"])
    assert f'href="{case.addresses()["nl"].replace(case.slug_nl, "nieuw-adres")}"' in shown.text


def test_an_old_address_leads_to_the_new_one_inside_the_preview(preview):
    case = CaseFactory(live=True)
    old = case.addresses()["en"]
    drafted(case, slug_en="renamed")
    assert preview(case, old).headers["Location"] == f"{address_of(case)}page{old.replace(case.slug_en, 'renamed')}"


def test_a_document_that_waits_opens_in_its_preview(preview, visitor):
    document = DocumentFactory(title_en="Slides", title_nl="Dia's")
    assert visitor.get(document.get_absolute_url()).status_code == 404
    moved = preview(document, document.get_absolute_url())
    assert moved.headers["Location"].startswith(f"{address_of(document)}page/documents/")
    file = preview(document, moved.headers["Location"].removeprefix(f"{address_of(document)}page"))
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    assert "no-store" in file.headers["Cache-Control"]


def test_a_new_file_of_a_published_document_opens_in_its_preview_alone(preview, visitor):
    document = DocumentFactory(live=True, file=ContentFile(b"%PDF-1.7 old", "old.pdf"))
    name = document.file.storage.save("documents/new.pdf", ContentFile(b"%PDF-1.7 new"))
    drafted(document, file=name)
    path = visitor.get(document.get_absolute_url()).headers["Location"]
    assert b"".join(preview(document, path).streaming_content) == b"%PDF-1.7 new"
    assert b"".join(visitor.get(path).streaming_content) == b"%PDF-1.7 old"


def test_a_case_is_shown_with_the_event_that_it_waits_for(preview, visitor, editor):
    case = CaseFactory(event__title_en="The event of tomorrow", event__title_nl=None)
    shown = preview(case, case.addresses()["en"])
    frame = editor.get(address_of(case)).text
    publishing.publish(case.event)
    publishing.publish(case)
    assert shown.content == visitor.get(case.addresses()["en"]).content
    assert "The event of tomorrow" in frame


@pytest.mark.usefixtures("in_english")
def test_who_looks_is_told_when_visitors_will_still_not_see_it(editor):
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    case = CaseFactory(event=EventFactory(live=True))
    assert "Visitors still won’t see this" not in editor.get(address_of(case)).text
    publishing.withdraw(case.event)
    assert "Visitors still won’t see this" in editor.get(address_of(case)).text


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: QuoteFactory(event=EventFactory(live=True), speaker=SpeakerFactory(live=True)), "/nl/sprekers/"),
        (lambda: ProgrammeItemFactory(event=EventFactory(live=True)), "#programme"),
        (DocumentFactory, "/nl/documenten/"),
    ],
    ids=["quote", "programme", "document"],
)
def test_what_has_no_page_of_its_own_is_shown_where_visitors_meet_it(editor, make, place):
    item = make()
    source = re.search(r'<iframe[^>]* src="([^"]*)"', editor.get(address_of(item)).text)[1]
    assert source.startswith(f"{address_of(item)}page/")
    assert place in source
    assert editor.get(source.partition("#")[0]).status_code == 200


def test_nothing_of_a_preview_stays(preview, visitor, editor):
    case = drafted(CaseFactory(live=True), title_nl="Niet te vinden", slug_nl="niet-te-vinden")
    before = visitor.get(case.addresses()["nl"]).content
    counts = [model.objects.count() for model in (Version, Redirect, SearchDocument, Draft)]
    preview(case, case.addresses()["en"])
    editor.get(address_of(case))
    assert [model.objects.count() for model in (Version, Redirect, SearchDocument, Draft)] == counts
    assert visitor.get(case.addresses()["nl"]).content == before
    assert "Niet te vinden" not in visitor.get("/nl/casussen/").text + visitor.get("/nl/zoeken/?q=vinden").text
    assert visitor.get("/nl/casussen/niet-te-vinden/").status_code == 404


@pytest.mark.parametrize("path", ["/admin/", "/preview/x/", "/review/x/", "/health/", "/media/x.jpg", "/i18n/setlang/"])
def test_only_pages_and_documents_are_shown_in_a_preview(preview, path):
    assert preview(PageFactory(), path).status_code == 404


def test_a_preview_knows_nothing_of_who_looks(editor, visitor):
    page = PageFactory(live=True)
    editor.cookies["cookie_consent"] = "analytics=2018"
    shown = editor.get(f"{address_of(page)}page{page.addresses()['nl']}?utm=1")
    assert shown.content == visitor.get(f"{page.addresses()['nl']}?utm=1").content


# --- Something is missing ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("in_english")
def test_what_is_missing_is_told_with_a_link_to_the_form(editor):
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    event = EventFactory(starts=None, ends=None)
    response = editor.get(address_of(event))
    assert response.status_code == 200
    assert "First day" in response.text
    assert address_of(event, "change") in response.text
    assert "<iframe" not in response.text
    assert editor.get(f"{address_of(event)}page{event.addresses()['nl']}").status_code == 409


@pytest.mark.usefixtures("in_english")
def test_an_address_that_was_taken_meanwhile_is_told(editor):
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    case = drafted(CaseFactory(live=True), slug_nl="begeerd")
    CaseFactory(live=True, slug_nl="begeerd")
    response = editor.get(address_of(case))
    assert response.status_code == 200
    assert "Another page has this address already" in response.text


def test_whoever_has_a_link_is_not_told_what_is_missing(visitor):
    link = link_to(EventFactory(starts=None, ends=None))
    response = visitor.get(link)
    assert response.status_code == 200
    assert "/admin/" not in response.text
    assert "<iframe" not in response.text


# --- By a link --------------------------------------------------------------------------------------------------


def link_to(item, **given):
    link = share_preview(item)
    PreviewLink.objects.filter(pk=link.pk).update(**given)
    return reverse("preview:shared", args=[link.secret])


@pytest.fixture
def case():
    return drafted(CaseFactory(live=True), title_nl="Nog geheim", title_en="Still a secret")


def test_who_has_a_link_sees_the_draft_without_an_account(visitor, case):
    link = link_to(case)
    frame = visitor.get(link)
    source = re.search(r'<iframe[^>]* src="([^"]*)"', frame.text)[1]
    assert source == f"{link}page{case.addresses()['nl']}"
    page = visitor.get(source)
    assert "Nog geheim" in page.text
    assert {cookie["path"] for cookie in visitor.cookies.values()} == {"/media/"}  # for the film of a draft
    publishing.publish(case)
    assert visitor.get(case.addresses()["nl"]).content == page.content


def test_a_link_works_for_a_week(editor, case):
    editor.post(address_of(case, "share"))
    link = PreviewLink.objects.get()
    assert link.author == editor.user
    assert timedelta(days=6, hours=23) < link.expires_at - timezone.now() <= timedelta(days=7)


@pytest.mark.parametrize(
    "given",
    [{"expires_at": timezone.now() - timedelta(seconds=1)}, {"revoked_at": timezone.now()}, {"secret": "another"}],
    ids=["expired", "revoked", "unknown"],
)
def test_a_link_that_ended_shows_nothing_and_says_so_in_both_languages(visitor, case, given):
    link = link_to(case, **given)
    for address in (link, f"{link}page{case.addresses()['nl']}"):
        response = visitor.get(address)
        assert response.status_code == 404
        assert "geheim" not in response.text
        assert "secret" not in response.text.lower()
        assert 'lang="nl"' in response.text
        assert 'lang="en"' in response.text
        assert response.headers["Cache-Control"] == "private, no-store"


def test_what_was_thrown_away_is_shown_to_nobody(visitor, case):
    link = link_to(case)
    publishing.throw_away(case)
    assert visitor.get(link).status_code == 404
    assert visitor.get(f"{link}page{case.addresses()['nl']}").status_code == 404


def test_editors_make_a_link_and_read_the_address_at_which_it_opens(editor, visitor, case):
    page = editor.post(address_of(case, "share"), follow=True).content.decode()
    address = f"http://testserver{reverse('preview:shared', args=[PreviewLink.objects.get().secret])}"
    assert address in page
    assert visitor.get(address).status_code == 200


def test_editors_can_revoke_a_link(editor, visitor, case):
    link = link_to(case)
    revoke = reverse("admin:events_case_unshare", args=[case.pk, PreviewLink.objects.get().pk])
    assert editor.get(revoke).status_code == 405
    assert visitor.get(link).status_code == 200
    editor.post(revoke)
    assert visitor.get(link).status_code == 404


def test_a_link_of_something_else_is_not_revoked(editor, visitor, case):
    link = link_to(case)
    other = CaseFactory(live=True)
    editor.post(reverse("admin:events_case_unshare", args=[other.pk, PreviewLink.objects.get().pk]))
    assert visitor.get(link).status_code == 200


def test_a_release_is_shown_as_a_whole(visitor):
    event = EventFactory()
    first, second = CaseFactory(event=event, title_nl="De eerste"), CaseFactory(event=event, title_nl="De tweede")
    release = ReleaseFactory()
    for item in (first, second, event):
        ReleaseItemFactory(release=release, target=item)
    link = link_to(release)
    frame = visitor.get(link).text
    assert "De eerste" in frame
    assert "De tweede" in frame
    page = visitor.get(f"{link}page{event.addresses()['nl']}")
    for item in (event, first, second):
        publishing.publish(item)
    assert page.content == visitor.get(event.addresses()["nl"]).content


def test_a_link_to_a_release_shows_nothing_that_is_drafted_after_it(visitor, case):
    release = ReleaseFactory()
    ReleaseItemFactory(release=release, target=case)
    link = link_to(release)
    release_now(release)
    drafted(case, title_nl="Weer iets nieuws")
    assert visitor.get(link).status_code == 404
    assert visitor.get(f"{link}page{case.addresses()['nl']}").status_code == 404


# --- Headers ----------------------------------------------------------------------------------------------------


def test_nobody_keeps_lists_or_hears_of_a_preview(visitor, editor, case):
    link = link_to(case)
    path = case.addresses()["nl"]
    for door, client in ((link, visitor), (address_of(case), editor)):
        for address in (door, f"{door}page{path}"):
            headers = client.get(address).headers
            assert "no-store" in headers["Cache-Control"]
            assert "private" in headers["Cache-Control"]
            assert "noindex" in headers["X-Robots-Tag"]
            assert headers["Referrer-Policy"] == "no-referrer"
            assert "Set-Cookie" not in headers


def test_only_the_page_inside_may_stand_in_a_frame_and_only_in_ours(visitor, case):
    link, path = link_to(case), case.addresses()["nl"]
    inside, frame, live = (visitor.get(address).headers for address in (f"{link}page{path}", link, path))
    assert inside["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in inside["Content-Security-Policy"]
    for headers in (frame, live):
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_what_counts_visitors_never_learns_the_address_of_a_preview(visitor, case):
    SiteSettingsFactory(google_analytics_id="G-AB12CD34EF", external_video=True)
    path = case.addresses()["nl"]
    assert "googletagmanager" in visitor.get(path).headers["Content-Security-Policy"]
    assert "googletagmanager" not in visitor.get(f"{link_to(case)}page{path}").headers["Content-Security-Policy"]


def test_robots_are_kept_away(visitor):
    assert "Disallow: /preview/" in visitor.get("/robots.txt").text


# --- Who may ----------------------------------------------------------------------------------------------------


def test_previews_in_the_admin_are_for_who_may_see_the_object(case, django_user_model):
    user = django_user_model.objects.create_user("nobody", is_staff=True)
    client = Client()
    client.force_login(user)
    for act in ("preview", "share"):
        assert client.get(address_of(case, act)).status_code == 403
    assert client.post(address_of(case, "share")).status_code == 403
    assert client.get(f"{address_of(case)}page{case.addresses()['nl']}").status_code == 403
    assert not PreviewLink.objects.exists()


def test_the_button_saves_and_leads_to_the_preview(editor):
    response = editor.post(
        reverse("admin:pages_page_add"),
        {"title_nl": "Over", "title_en": "", "slug_nl": "", "slug_en": "", "_preview": ""},
    )
    assert re.fullmatch(r"/admin/pages/page/[0-9a-f-]{36}/preview/", response.headers["Location"])
    assert editor.get(response.headers["Location"]).status_code == 200


def test_a_preview_asks_no_more_of_the_database_with_more_content(editor):
    case = drafted(CaseFactory(live=True), title_nl="Anders")
    address = f"{address_of(case)}page{case.addresses()['nl']}"
    editor.get(address)
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    CaseFactory.create_batch(5, live=True, event=case.event)
    with CaptureQueriesContext(connection) as many:
        editor.get(address)
    assert len(many) <= len(few)
