"""What visitors find where something was that an editor took offline."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.planning import schedule
from content.workflow import publishing
from content.workflow.models import State
from content.workflow.snapshot import content_of
from gallery.models import Photo
from tests.factories import AlbumFactory, CaseFactory, DocumentFactory, EventFactory, PageFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return PageFactory(live=True, slug_nl="over", slug_en="about", title_en="About us", body_en="<p>We met.</p>")


def test_the_reason_is_told_in_the_language_of_the_page(visitor, page):
    publishing.withdraw(page, reasons={"reason_nl": "De inschrijving is dicht.", "reason_en": "Joining is closed."})
    dutch, english = visitor.get("/nl/over/"), visitor.get("/en/about/")
    assert [dutch.status_code, english.status_code] == [410, 410]
    assert '<p class="lead">De inschrijving is dicht.</p>' in dutch.text
    assert '<p class="lead">Joining is closed.</p>' in english.text


def test_a_reason_in_the_other_language_says_so(visitor, page):
    publishing.withdraw(page, reasons={"reason_nl": "De inschrijving is <dicht>.", "reason_en": ""})
    assert '<p class="lead" lang="nl">De inschrijving is &lt;dicht&gt;.</p>' in visitor.get("/en/about/").text


def test_without_a_reason_the_page_says_that_it_was_removed(visitor, page):
    publishing.withdraw(page)
    answer = visitor.get("/en/about/")
    assert (answer.status_code, "It existed once, and was removed on purpose." in answer.text) == (410, True)
    assert [words in answer.text for words in ("About us", "We met.")] == [False, False]


def test_visitors_are_led_where_the_editor_says_for_as_long_as_that_holds(visitor, page):
    publishing.withdraw(page, leads_to="/en/cases/")
    led = visitor.get("/en/about/")
    assert (led.status_code, led.headers["Location"]) == (302, "/en/cases/")
    publishing.publish(page)
    assert visitor.get("/en/about/").status_code == 200


def test_nobody_is_led_in_a_circle(visitor, page):
    publishing.withdraw(page, leads_to="/en/about/")
    assert visitor.get("/en/about/").status_code == 410


def test_nothing_of_the_changes_that_wait_is_shown(visitor, page):
    content = content_of(page)
    publishing.keep_draft(page, {**content, "fields": {**content["fields"], "title_en": "Secret", "slug_en": "secret"}})
    publishing.withdraw(page)
    assert (visitor.get("/en/about/").status_code, visitor.get("/en/secret/").status_code) == (410, 404)
    assert "Secret" not in visitor.get("/en/about/").text


def test_the_reason_for_a_withdrawal_to_come_is_kept_for_then(visitor, page):
    schedule.plan_withdrawal(page, timezone.now() + timedelta(days=1), reasons={"reason_en": "It is over."})
    assert visitor.get("/en/about/").status_code == 200
    publishing.publish(page)  # some other change
    schedule.run_due(timezone.now() + timedelta(days=2))
    assert "It is over." in visitor.get("/en/about/").text


def test_what_was_thrown_away_is_gone_and_what_was_never_public_is_not_found(visitor, page):
    publishing.throw_away(page)
    draft = PageFactory(slug_en="draft")
    publishing.throw_away(draft)
    assert [visitor.get(path).status_code for path in ("/en/about/", "/en/draft/")] == [410, 404]


def test_a_case_goes_with_its_event_and_says_what_is_said_of_that(visitor):
    case = CaseFactory(live=True)
    address = case.get_absolute_url()
    publishing.withdraw(case.event, reasons={"reason_nl": "Dit evenement ging niet door."})
    answer = visitor.get(address)
    assert (answer.status_code, "Dit evenement ging niet door." in answer.text) == (410, True)


def test_a_case_of_an_event_that_never_was_public_is_not_found(visitor):
    case = CaseFactory(live=True, event=EventFactory())
    assert visitor.get(case.get_absolute_url()).status_code == 404


def test_a_document_that_was_withdrawn_is_gone_for_visitors_and_there_for_editors(visitor, editor):
    document = DocumentFactory(live=True)
    publishing.withdraw(document, reasons={"reason_nl": "Deze versie klopte niet."})
    answer = visitor.get(document.get_absolute_url(), headers={"accept-language": "nl"})
    assert (answer.status_code, "Deze versie klopte niet." in answer.text) == (410, True)
    assert editor.get(document.get_absolute_url()).status_code == 302


def test_a_photo_goes_with_its_album_and_says_what_is_said_of_that(visitor):
    photo = PhotoFactory(live=True)
    publishing.withdraw(photo.album, reasons={"reason_nl": "Op verzoek van de gasten."})
    answer = visitor.get(photo.get_absolute_url())
    assert (answer.status_code, "Op verzoek van de gasten." in answer.text) == (410, True)


def test_a_photo_that_was_taken_down_is_gone_and_one_that_waits_is_not_found(visitor):
    down, waiting = PhotoFactory(live=True), PhotoFactory(live=True)
    Photo.objects.filter(pk=down.pk).update(state=Photo.State.WITHDRAWN)
    Photo.objects.filter(pk=waiting.pk).update(state=Photo.State.WAITING)
    assert [visitor.get(photo.get_absolute_url()).status_code for photo in (down, waiting)] == [410, 404]


def test_a_photo_of_an_album_that_never_was_public_is_not_found(visitor):
    photo = PhotoFactory(album=AlbumFactory(event=EventFactory(live=True)))
    assert visitor.get(photo.get_absolute_url()).status_code == 404


def test_the_page_of_what_is_gone_is_not_kept_by_search_engines(visitor):
    PageFactory(state=State.WITHDRAWN, published_at=timezone.now(), slug_nl="weg")
    assert '<meta name="robots" content="noindex">' in visitor.get("/nl/weg/").text
