"""Parts of an object, in the form of that object."""

import pytest

from events.models import Evidence
from tests.editing.forms import edit
from tests.factories import CaseFactory, EventFactory, EvidenceFactory, LessonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("live", [True, False], ids=["published", "never published"])
def test_two_parts_may_change_places(editor, form_of, live):
    event = EventFactory(live=True)
    lesson = LessonFactory(live=live, event=event)
    cases = CaseFactory.create_batch(2, live=True, event=event)
    evidence = [EvidenceFactory(lesson=lesson, case=case) for case in cases]
    first, second = "evidence-0-case", "evidence-1-case"
    page = editor.get(form_of(lesson))
    shown = [form.instance.case_id for form in page.context["inline_admin_formsets"][0].formset.initial_forms]
    edit(editor, form_of(lesson), press="_publish", **{first: shown[1], second: shown[0]})
    assert Evidence.objects.get(pk=evidence[0].pk).case == cases[1]
    assert Evidence.objects.get(pk=evidence[1].pk).case == cases[0]


def test_a_part_may_take_the_place_of_one_that_is_deleted(editor, form_of):
    event = EventFactory(live=True)
    lesson = LessonFactory(live=True, event=event)
    cases = CaseFactory.create_batch(2, live=True, event=event)
    for case in cases:
        EvidenceFactory(lesson=lesson, case=case)
    page = editor.get(form_of(lesson))
    last = page.context["inline_admin_formsets"][0].formset.initial_forms[1].instance.case_id
    edit(editor, form_of(lesson), press="_publish", **{"evidence-0-case": last, "evidence-1-DELETE": "on"})
    assert [evidence.case_id for evidence in lesson.evidence.all()] == [last]


def test_a_draft_of_what_is_published_may_lack_what_the_public_needs(editor, form_of, in_english):
    case = CaseFactory(live=True)
    edit(editor, form_of(case), event="", title_en="Mirror")
    page = editor.get(form_of(case))
    assert page.context["adminform"].form["event"].value() is None
    assert page.context["adminform"].form["title_en"].value() == "Mirror"
    assert [str(mark.words) for mark in page.context["marks"]] == ["Published", "Changes waiting"]
    assert list(page.context["messages"]) == []
