"""The demonstration is loaded once and whole, and loading it again disturbs nothing."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.utils.translation import override
from modeltranslation.translator import translator

from content.documents.models import Document
from content.pages.models import MenuItem, Page, SiteSettings
from content.pictures.models import Picture
from content.richtext.references import references_in, render_references
from content.search.models import SearchDocument
from content.texts.fields import RichTextField
from content.texts.languages import CODES
from content.workflow.models import Publishable
from demo.loading import load
from demo.reading import demo_key
from events.lessons_map import mark_passages
from events.models import Case, Event, Evidence, Lesson, Speaker
from gallery.models import Album, Photo
from signups.models import ConsentText
from tests.demo.content import SMALL, demo, everything, files, flush, objects
from tests.factories import EventFactory, EvidenceFactory


def rich_texts():
    """Each text with structure, by object, language and column."""
    for item in [*objects(), SiteSettings.objects.get()]:
        for field in item._meta.fields:
            if isinstance(field, RichTextField) and field.name[-2:] in CODES and getattr(item, field.name):
                yield item, field.name[-2:], getattr(item, field.name)


def test_an_empty_site_gets_all_of_it(demonstration):
    assert {count.label: (count.added, count.there) for count in demonstration} == {
        "pictures": (15, 0),
        "documents": (10, 0),
        "speakers": (6, 0),
        "projects": (4, 0),
        "events": (3, 0),
        "cases": (4, 0),
        "programme": (18, 0),
        "quotes": (3, 0),
        "lessons": (9, 0),
        "evidence": (16, 0),
        "albums": (2, 0),
        "photos": (21, 0),
        "pages": (6, 0),
        "menu items": (5, 0),
        "interests": (7, 0),
    }
    assert [model.objects.count() for model in (Picture, Document, Event, Case, Photo, MenuItem)] == [
        15,
        10,
        3,
        4,
        21,
        5,
    ]
    assert ConsentText.objects.get().version == 1


def test_all_is_published_but_one_case_and_one_page(demonstration):
    drafts = [str(item) for item in objects() if isinstance(item, Publishable) and not item.is_live]
    assert drafts == ["Concept: zo ziet een casus in wording eruit", "Concept: veelgestelde vragen"]


def test_visitors_find_what_is_published_in_both_languages_and_no_draft(demonstration):
    found = Counter(SearchDocument.objects.filter(language="nl").values_list("kind", flat=True))
    assert found == Counter(SearchDocument.objects.filter(language="en").values_list("kind", flat=True))
    assert found == {
        "documents.document": 10,
        "events.case": 3,
        "events.event": 3,
        "events.lesson": 9,
        "events.partnerproject": 4,
        "events.speaker": 6,
        "gallery.album": 2,
        "pages.page": 5,
    }


@pytest.mark.parametrize("language", CODES)
def test_no_page_mentions_a_draft(demonstration, visitor, language):
    paths = (
        SearchDocument.objects.filter(language=language)
        .exclude(kind="documents.document")
        .values_list("path", flat=True)
    )
    pages = {path: visitor.get(path) for path in [*paths, f"/{language}/"]}
    assert [path for path, page in pages.items() if page.status_code != 200] == []
    told = ["Concept: ", "Draft: ", "/concept-", "/draft-"]
    assert [path for path, page in pages.items() if any(words in page.content.decode() for words in told)] == []
    hidden = [demo(Case, "draft-example"), demo(Page, "draft-page")]
    assert [visitor.get(item.addresses()[language]).status_code for item in hidden] == [404, 404]


def test_the_event_in_emmen_is_home_and_has_its_film_and_all_documents(demonstration):
    event = Event.objects.get(is_home=True)
    assert (event.starts, event.venue_name, event.venue_city) == (date(2018, 9, 19), "Atlas Theatre", "Emmen")
    assert all([event.video_file, event.captions_nl, event.captions_en, event.transcript_nl, event.poster, event.hero])
    with event.captions_nl as dutch, event.captions_en as english:
        assert dutch.read() != english.read()
    assert (event.eu_funded, event.funding_programme, event.projects.count()) == (True, "Interreg Europe", 4)
    assert [document.file.size == document.size > 0 for document in event.documents.all()] == [True] * 10
    assert [(document.title_en.split(":")[0].split(" (")[0], document.pages) for document in event.documents.all()] == [
        ("Programme of Smart Up!", 1),
        ("Programme of Smart Up!", 1),
        ("The key lessons", 3),
        ("The key lessons", 3),
        *[("Slides", 8)] * 6,
    ]


def test_a_name_with_a_joined_letter_has_a_readable_address(demonstration):
    assert demo(Speaker, "nina-alkaersig-jensen").slug_nl == "nina-alkaersig-jensen"


def test_the_other_editions_have_no_funding_and_no_film(demonstration):
    others = Event.objects.exclude(is_home=True)
    assert [(event.eu_funded, event.video_file.name) for event in others] == [(False, ""), (False, "")]


def test_the_site_says_that_it_is_a_demonstration(demonstration):
    site = SiteSettings.objects.get()
    assert (site.demonstration, site.name_nl, site.tagline_en) == (
        True,
        "Smart Up!",
        "The Northern Netherlands in the mirror",
    )
    assert site.demonstration_notice_en.startswith("This is a demonstration.")


def test_all_sizes_of_the_pictures_are_made_once_it_is_committed(demonstration):
    assert [item for item in [*Picture.objects.all(), *Photo.objects.all()] if not (item.ready and item.digest)] == []


def test_every_object_is_what_an_editor_could_have_saved(demonstration):
    for item in objects():
        item.full_clean()


@pytest.mark.parametrize("language", CODES)
def test_the_language_of_the_moment_makes_no_difference(demonstration, language):
    with override(language):
        flush()
    different = []
    for model in translator.get_registered_models(abstract=False):
        for field in translator.get_options_for_model(model).fields:
            table, column = connection.ops.quote_name(model._meta.db_table), model._meta.get_field(field).column
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} <> {column}_nl")
                different += [(model, field)] * cursor.fetchone()[0]
    assert different == []


def test_loading_again_changes_nothing(demonstration, commit):
    before, stored = everything(), files()
    again = commit(load, SMALL)
    assert sum(count.added for count in again) == 0
    assert everything() == before
    assert files() == stored


def test_an_edit_survives_loading_again(demonstration, commit):
    Case.objects.filter(pk=demo_key(Case, "local-factor")).update(title_en="Second thoughts")
    SiteSettings.objects.update(name_en="Mirror")
    commit(load, SMALL)
    assert demo(Case, "local-factor").title_en == "Second thoughts"
    assert SiteSettings.objects.get().name_en == "Mirror"


def test_what_was_deleted_comes_back_without_disturbing_the_rest(demonstration, commit):
    demo(Album, "second-look").delete()
    again = commit(load, SMALL)
    assert {count.label: count.added for count in again if count.added} == {"albums": 1, "photos": 5}


def test_a_home_page_and_a_cell_of_the_map_that_editors_chose_stay_theirs(demonstration, commit):
    demo(Event, "smart-up-2018").delete()
    own = EventFactory(live=True, is_home=True)
    commit(load, SMALL)
    assert Event.objects.get(is_home=True) == own
    Evidence.objects.filter(pk=demo_key(Evidence, "go-between/bottom-up")).delete()
    cell = EvidenceFactory(lesson=demo(Lesson, "go-between"), case=demo(Case, "bottom-up"))
    commit(load, SMALL)
    assert Evidence.objects.get(lesson=cell.lesson, case=cell.case) == cell


def test_links_in_texts_lead_to_pages_that_visitors_can_open(demonstration):
    links = 0
    for item, language, html in rich_texts():
        targets = [key for _kind, key in references_in(html)]
        paths = SearchDocument.objects.filter(object_id__in=targets, language=language).values_list("path", flat=True)
        assert len(paths) == len(targets), item
        shown = render_references(html, language)
        assert "smartup:" not in shown
        assert [path for path in paths if f'href="{path}"' not in shown] == []
        links += len(targets)
    assert links == 48


@pytest.mark.parametrize("language", CODES)
def test_every_passage_is_found_in_the_story_of_its_case(demonstration, language):
    rows = []
    for case in Case.objects.live():
        in_case = list(Evidence.objects.in_case(case).as_rows())
        story = render_references(getattr(case, f"story_{language}"), language)
        assert mark_passages(story, in_case, language).count("<mark ") == len(in_case)
        rows += in_case
    assert [row["marked"] for row in rows] == [True] * 16


def test_a_slide_of_evidence_is_in_a_document_that_its_case_has(demonstration):
    slides = Evidence.objects.exclude(slide=None)
    assert [item for item in slides if item.document not in item.case.documents.live()] == []
    assert [item for item in slides if item.slide > item.document.pages] == []
