import pytest
from django.utils.translation import override

from content.documents.models import Document
from content.pages.models import Page
from events.models import Lesson
from tests.editing.forms import edit
from tests.factories import EvidenceFactory, LessonFactory, PageFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def faults(response):
    return [(fault.label, fault.target, fault.message) for fault in response.context["faults"]]


def test_a_text_in_english_alone_will_do(editor, form_of):
    edit(editor, form_of(Page), title_en="About")
    assert list(Page.objects.values_list("title_nl", "title_en", "slug_nl", "slug_en")) == [
        (None, "About", None, "about")
    ]


def test_the_untranslated_column_holds_dutch_whichever_language_the_editor_works_in(editor, form_of):
    page = PageFactory(title_nl="Over", title_en="About")
    edit(editor, form_of(page), title_nl="Over ons", title_en="About us")
    with override("nl"):
        assert next(iter(Page.objects.raw("SELECT id, title AS kept FROM pages_page"))).kept == "Over ons"


def test_no_title_at_all_is_a_fault_that_links_to_its_field(editor, form_of):
    response = edit(editor, form_of(Page), press="_publish")
    assert faults(response)[:1] == [("Title (Dutch)", "id_title_nl", "Fill this in, in Dutch, in English or in both.")]


def test_a_document_needs_a_title_too(editor, form_of):
    response = edit(editor, form_of(Document), press="_publish")
    labels = [label for label, _target, _message in faults(response)]
    assert labels == ["File", "Title (Dutch)"]


def test_a_fault_in_a_part_of_a_form_is_on_top_as_well(editor, form_of):
    evidence = EvidenceFactory()
    response = edit(editor, form_of(evidence.lesson), press="_publish", **{"evidence-0-slide": "3"})
    assert faults(response) == [
        ("Document with the slide", "id_evidence-0-document", "Choose the document in which this slide is.")
    ]


def test_a_taken_address_is_a_fault_and_not_a_crash(editor, form_of):
    PageFactory(title_en="About")
    response = edit(editor, form_of(Page), title_en="Other", slug_en="about")
    assert [fault[2] for fault in faults(response)] == [
        "Another page has this address already. Choose a different one."
    ]


def test_lists_say_what_each_language_lacks(editor, list_of):
    LessonFactory(title_nl="Begin", title_en="Begin", summary_nl="Wat je kunt", summary_en=None)
    page = editor.get(list_of(Lesson)).content.decode()
    assert ("Dutch: complete" in page, "English: partly" in page) == (True, True)


def test_lists_can_be_narrowed_to_what_a_language_lacks(editor, list_of):
    LessonFactory()
    lacking = LessonFactory(summary_nl="Wat je kunt", summary_en=None)
    assert list(editor.get(list_of(Lesson) + "?missing=en").context["cl"].queryset) == [lacking]
    assert list(editor.get(list_of(Lesson) + "?missing=nl").context["cl"].queryset) == []


def test_a_link_of_a_speaker_needs_a_label_in_one_language(editor, form_of):
    speaker = SpeakerFactory()
    response = edit(
        editor,
        form_of(speaker),
        press="_publish",
        **{"links-TOTAL_FORMS": "1", "links-0-url": "https://example.org/", "links-0-position": "0"},
    )
    assert [fault[0] for fault in faults(response)] == ["Label (Dutch)"]
