"""What no browser sends: it breaks nothing, holds nobody up, and goes to no place where it doesn't belong."""

import uuid
from time import perf_counter, sleep

import pytest
from django.urls import reverse

from content.autosave.models import EditSession
from content.editing import publishing_admin
from content.editing.buttons import keep_or_publish
from content.editing.publishing_admin import PublishingAdmin
from content.workflow import publishing
from content.workflow.models import Draft
from events.models import Case
from tests.editing.forms import Fields
from tests.factories import CaseFactory, EventFactory, EvidenceFactory, LessonFactory
from tests.people import browser_of
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def opened(editor, url):
    """What a form would send that has just been opened."""
    fields = Fields(editor.get(url).content.decode()).values
    return {name: value for name, value in fields.items() if "__prefix__" not in name}


@pytest.mark.parametrize("act", ["withdraw", "discard", "release", "unschedule"])
@pytest.mark.parametrize("key", ["garbage", "%00", "99999999999999999999999"])
def test_there_is_nothing_at_an_address_without_a_key(editor, act, key):
    address = f"/admin/events/case/{key}/{act}/"
    assert editor.post(address, follow=True).status_code in {200, 404}


# --- Rows that aren't there ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", ["20000000", "9" * 5000])
def test_a_form_may_say_that_it_has_any_number_of_rows(editor, form_of, count):
    lesson = LessonFactory()
    EvidenceFactory(lesson=lesson)
    form = opened(editor, form_of(lesson))
    begun = perf_counter()
    editor.post(form_of(lesson), {**form, "evidence-INITIAL_FORMS": count, "_save": ""})
    assert perf_counter() - begun < 10


def test_hundreds_of_rows_that_vanished_hold_nobody_up(editor, form_of):
    lesson = LessonFactory(title_en="Before")
    form = {**opened(editor, form_of(lesson)), "evidence-TOTAL_FORMS": "900", "evidence-INITIAL_FORMS": "900"}
    rows = {f"evidence-{place}-id": str(uuid.uuid4()) for place in range(900)}
    begun = perf_counter()
    editor.post(form_of(lesson), {**form, **rows, "title_en": "After", "_save": ""})
    assert perf_counter() - begun < 10
    lesson.refresh_from_db()
    assert "After" in (lesson.title_en, *(draft.after["fields"]["title_en"] for draft in Draft.objects.of(lesson)))


@pytest.mark.parametrize("version", ["9" * 5000, "9" * 30, "abc", ""])
def test_a_form_that_was_opened_on_no_version_is_saved(editor, form_of, version):
    case = CaseFactory(title_en="Before")
    form = {**opened(editor, form_of(case)), "_version": version, "title_en": "After"}
    assert editor.post(form_of(case), {**form, "_save": ""}).status_code in {200, 302}


# --- Sittings -----------------------------------------------------------------------------------------------------


def test_a_sitting_is_at_one_object_however_its_key_is_written(editor, form_of):
    case = CaseFactory()
    message = {"sitting": str(uuid.uuid4()), "object": f"urn:uuid:{case.pk}", "typed": "title_en=A\0b"}
    editor.post(reverse("admin:events_case_sitting"), message)
    sitting = EditSession.objects.get()
    assert (sitting.object_id, sitting.typed) == (str(case.pk), "title_en=Ab")


def test_giving_up_what_was_typed_leads_back_into_the_admin(editor):
    told = {"object": "a\nb/../..", "_sitting": str(uuid.uuid4())}
    answer = editor.post(reverse("admin:events_case_forget"), told)
    assert answer.url == "/admin/events/case/a_0Ab_2F.._2F../change/"


# --- Two at the same moment ---------------------------------------------------------------------------------------


def test_what_is_published_at_the_moment_of_saving_stays_as_it_was_published(editor, form_of, monkeypatch):
    """A writer's words go by a draft, also when the object was one when they were sent."""
    case = CaseFactory(event=EventFactory(live=True), title_en="Published")
    publishing.save(case)
    form = opened(editor, form_of(case))
    hold = PublishingAdmin._hold

    def held_just_too_late(self, object_id):
        publishing.publish(Case.objects.get(pk=object_id))
        hold(self, object_id)

    monkeypatch.setattr(PublishingAdmin, "_hold", held_just_too_late)
    editor.post(form_of(case), {**form, "title_en": "Not yet", "_save": ""})
    case.refresh_from_db()
    assert (case.is_live, case.title_en) == (True, "Published")
    assert Draft.objects.of(case).get().after["fields"]["title_en"] == "Not yet"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_asked(form_of, monkeypatch):
    case = CaseFactory(live=True)
    anna, piet = browser_of("writer"), browser_of("publisher")
    forms = [(browser, opened(browser, form_of(case))) for browser in (anna, piet)]

    def keep_slowly(*args):
        sleep(0.3)
        return keep_or_publish(*args)

    monkeypatch.setattr(publishing_admin, "keep_or_publish", keep_slowly)
    sent = [
        lambda browser=browser, form=form, title=title: browser.post(
            form_of(case), {**form, "title_en": title, "_save": ""}
        )
        for (browser, form), title in zip(forms, ("Of Anna", "Of Piet"), strict=True)
    ]
    answers = at_once(*sent)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    asked = next(answer for answer in answers if answer.status_code == 200)
    assert asked.context["conflict"]
