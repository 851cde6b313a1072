"""Nothing typed is lost, and two people at one object."""

import uuid
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.autosave.models import EditSession
from content.pages.models import MenuItem, Page
from content.workflow.models import Draft, Redirect, Version
from events.models import Case, Lesson
from tests.editing.forms import Fields, edit
from tests.factories import (
    CaseFactory,
    EditorFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    MenuItemFactory,
    PageFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db


def somebody(first="", last="", **account):
    """A browser of somebody with an account of their own."""
    client = Client(headers={"accept-language": "en"})
    client.user = EditorFactory(first_name=first, last_name=last, **account)
    client.force_login(client.user)
    return client


@pytest.fixture
def anna(db):
    return somebody("Anna", "Bakker")


@pytest.fixture
def piet(db):
    return somebody("Piet", "de Vries")


def sitting_url(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_sitting")


def opened(editor, url):
    """What a form would send that has just been opened."""
    fields = Fields(editor.get(url).content.decode()).values
    return {name: value for name, value in fields.items() if "__prefix__" not in name}


def beat(editor, model, form, item=None, **message):
    """Send what a browser sends from an open form."""
    place = {"sitting": form["_sitting"], "version": form["_version"], "object": item.pk if item else ""}
    return editor.post(sitting_url(model), {**place, **message})


def autosave(editor, model, form, item=None, **changes):
    return beat(editor, model, form, item, typed=urlencode({**form, **changes}, doseq=True))


def local(moment):
    """The time that an editor's clock shows."""
    return timezone.localtime(moment).strftime("%H:%M")


# --- Who else is there --------------------------------------------------------------------------------------------


def test_opening_a_form_writes_nothing(editor, form_of):
    opened(editor, form_of(CaseFactory()))
    assert not EditSession.objects.exists()


def test_a_colleague_at_the_same_form_is_named_and_one_elsewhere_is_not(anna, piet, form_of):
    case, other = CaseFactory(), CaseFactory()
    mine = opened(anna, form_of(case))
    assert beat(anna, Case, mine, case).json()["others"] == []
    beat(piet, Case, opened(piet, form_of(other)), other)
    assert beat(anna, Case, mine, case).json()["others"] == []
    beat(piet, Case, opened(piet, form_of(case)), case)
    said = beat(anna, Case, mine, case).json()["others"]
    since = EditSession.objects.get(user=piet.user, object_id=case.pk)
    assert said == [f"Piet de Vries has this open as well, since {local(since.began_at)}."]


def test_who_has_left_the_form_is_named_no_longer(anna, piet, form_of):
    case = CaseFactory()
    theirs = opened(piet, form_of(case))
    beat(piet, Case, theirs, case)
    piet.post(form_of(case), {**theirs, "_save": ""})
    assert beat(anna, Case, opened(anna, form_of(case)), case).json()["others"] == []


def test_an_open_form_is_told_that_somebody_saved(anna, piet, form_of):
    case = CaseFactory()
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case), title_en="Theirs")
    assert beat(anna, Case, mine, case).json()["changed"] == (
        f"Piet de Vries saved this at {local(Version.objects.first().created_at)};"
        " yours will be compared with it when you save."
    )
    assert beat(anna, Case, opened(anna, form_of(case)), case).json()["changed"] == ""


# --- What was typed comes back ------------------------------------------------------------------------------------


def test_what_was_typed_comes_back_with_both_languages_and_rows_that_were_added(editor, form_of):
    lesson, case = LessonFactory(live=True), CaseFactory(live=True)
    kept = EvidenceFactory(lesson=lesson, case=case, passage_en="Old")
    form = opened(editor, form_of(lesson))
    added = {
        "evidence-TOTAL_FORMS": 2,
        "evidence-0-passage_en": "New",
        "evidence-1-passage_nl": "Erbij",
        "evidence-1-case": "",
        "title_nl": "Halverw",
        "title_en": "",
    }
    answer = autosave(editor, Lesson, form, lesson, **added)
    assert answer.json()["kept"].startswith("Your work is kept, ")
    page = editor.get(form_of(lesson))
    back = Fields(page.content.decode()).values
    del added["evidence-1-case"]  # a choice of nothing is no value
    assert {name: back[name] for name in added} == {**added, "evidence-TOTAL_FORMS": "2"}
    assert back["evidence-0-id"] == str(kept.pk)
    assert "These are your unsaved changes of" in page.content.decode()
    assert page.context["errors"] == [] and page.context["faults"] == []
    lesson.refresh_from_db()
    assert lesson.title_nl != "Halverw"


def test_what_was_typed_for_something_new_comes_back(editor, form_of):
    form = opened(editor, form_of(Page))
    autosave(editor, Page, form, title_en="Half a ti")
    assert Fields(editor.get(form_of(Page)).content.decode()).values["title_en"] == "Half a ti"
    assert not Page.objects.exists()


def test_parts_of_the_desk_that_are_never_drafts_come_back_too(editor, form_of):
    item = MenuItemFactory()
    autosave(editor, MenuItem, opened(editor, form_of(item)), item, label_en="Half a la")
    assert Fields(editor.get(form_of(item)).content.decode()).values["label_en"] == "Half a la"
    edit(editor, form_of(item))
    item.refresh_from_db()
    assert item.label_en == "Half a la"
    assert "unsaved changes" not in editor.get(form_of(item)).content.decode()


def test_a_draft_that_waits_and_what_was_typed_over_it_are_told_apart(editor, form_of):
    case = CaseFactory(live=True)
    edit(editor, form_of(case), title_en="Drafted", region_en="Drafted too")
    autosave(editor, Case, opened(editor, form_of(case)), case, title_en="Typed")
    back = Fields(editor.get(form_of(case)).content.decode()).values
    assert (back["title_en"], back["region_en"]) == ("Typed", "Drafted too")


def test_keeping_what_is_typed_touches_neither_history_nor_address_nor_draft(editor, form_of):
    case = CaseFactory(live=True)
    before = Case.objects.filter(pk=case.pk).values().get()
    form = opened(editor, form_of(case))
    for title in ("One", "One more", "One more word"):
        autosave(editor, Case, form, case, title_en=title, slug_en="another")
    assert Case.objects.filter(pk=case.pk).values().get() == before
    assert (Version.objects.count(), Draft.objects.count(), Redirect.objects.count()) == (0, 0, 0)
    assert EditSession.objects.count() == 1
    edit(editor, form_of(case))
    assert [version.act for version in Version.objects.of(case)] == ["drafted"]


def test_nobody_else_sees_what_was_typed(anna, piet, form_of):
    case = CaseFactory()
    form = opened(anna, form_of(case))
    autosave(anna, Case, form, case, title_en="Whispered")
    assert "Whispered" in anna.get(form_of(case)).content.decode()
    assert "Whispered" not in piet.get(form_of(case)).content.decode()
    assert autosave(piet, Case, form, case, title_en="Taken over").status_code == 403
    piet.post(reverse("admin:events_case_forget"), {"_sitting": form["_sitting"], "object": case.pk})
    assert "Whispered" in EditSession.objects.get(user=anna.user).typed


def test_what_was_typed_is_forgotten_once_it_is_saved_and_does_not_come_back_late(editor, form_of):
    case = CaseFactory()
    form = opened(editor, form_of(case))
    autosave(editor, Case, form, case, title_en="Half")
    editor.post(form_of(case), {**form, "title_en": "Whole", "_save": ""})
    assert autosave(editor, Case, form, case, title_en="Half").json()["news"] is False
    assert Fields(editor.get(form_of(case)).content.decode()).values["title_en"] == "Whole"


def test_what_is_typed_again_after_discarding_is_what_stands_on_the_site(editor, form_of):
    case = CaseFactory(title_en="On the site")
    form = opened(editor, form_of(case))
    autosave(editor, Case, form, case, title_en="Rubbish")
    answer = editor.post(reverse("admin:events_case_forget"), {"_sitting": form["_sitting"], "object": case.pk})
    assert answer.headers["Location"] == form_of(case)
    assert opened(editor, form_of(case))["title_en"] == "On the site"


def test_a_form_with_faults_leaves_what_was_typed_kept(editor, form_of):
    form = opened(editor, form_of(Case))
    autosave(editor, Case, form, title_en="Half")
    page = editor.post(form_of(Case), {**form, "title_en": "Half", "_publish": ""})
    assert page.context["faults"]
    assert Fields(page.content.decode()).values["_sitting"] == form["_sitting"]
    assert EditSession.objects.unsaved().count() == 1


def test_what_a_browser_kept_without_a_connection_does_not_replace_what_came_later(editor, form_of):
    case = CaseFactory()
    form = opened(editor, form_of(case))
    autosave(editor, Case, form, case, title_en="Later")
    old = beat(editor, Case, form, case, typed=urlencode({**form, "title_en": "Earlier"}, doseq=True), age=60)
    assert old.json()["news"] is False
    assert opened(editor, form_of(case))["title_en"] == "Later"


def test_a_file_that_was_chosen_is_named_for_it_cannot_come_back(editor, form_of):
    case = CaseFactory()
    autosave(editor, Case, opened(editor, form_of(case)), case, _files="zaal.jpg")
    assert "Choose it again: zaal.jpg" in editor.get(form_of(case)).content.decode()


def test_too_much_is_refused_in_words(editor, form_of):
    form = opened(editor, form_of(Case))
    answer = autosave(editor, Case, form, title_en="x" * (2 * 1024 * 1024))
    assert (answer.status_code, answer.json()) == (413, {"said": "This is more than can be kept here. Save it."})


def test_who_may_only_look_can_keep_nothing(form_of):
    reader = somebody(is_superuser=False)
    reader.user.user_permissions.add(Permission.objects.get(codename="view_case"))
    case = CaseFactory()
    page = reader.get(form_of(case))
    assert page.status_code == 200 and "_sitting" not in page.content.decode()
    place = {"sitting": uuid.uuid4(), "version": "", "object": case.pk, "typed": "title_en=x"}
    assert reader.post(sitting_url(Case), place).status_code == 403
    assert Client().post(sitting_url(Case), place).status_code == 302
    assert not EditSession.objects.exists()


def test_signs_of_life_need_a_form_that_exists(editor):
    url = sitting_url(Case)
    assert editor.get(url).status_code == 405
    assert editor.post(url, {"sitting": "x"}).status_code == 400
    assert editor.post(url, {"sitting": uuid.uuid4(), "object": uuid.uuid4()}).status_code == 400


# --- Two save -----------------------------------------------------------------------------------------------------


def save(editor, url, form, press="_save", **changes):
    return editor.post(url, {**form, **changes, press: ""})


def chosen_in(page):
    return {choice.name: choice.chosen for choice in page.context["conflict"].choices}


@pytest.mark.parametrize("live", [False, True])
def test_the_second_to_save_is_told_and_nothing_of_either_is_lost(anna, piet, form_of, live):
    case = CaseFactory(live=live, title_en="First", region_en="Drenthe", summary_en="Short")
    edit(anna, form_of(case))
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case), region_en="Navarre", summary_en="Piet wrote this")
    page = save(anna, form_of(case), mine, title_en="Anna’s title", summary_en="Anna wrote this")
    conflict = page.context["conflict"]
    assert conflict.said.startswith("Piet de Vries saved this at ")
    assert chosen_in(page) == {"merge:title_en": "mine", "merge:summary_en": "mine", "merge:region_en": "theirs"}
    fields = Fields(page.content.decode()).values
    assert (fields["title_en"], fields["region_en"]) == ("Anna’s title", "Drenthe")
    assert opened(piet, form_of(case))["summary_en"] == "Piet wrote this"
    anna.post(form_of(case), {**fields, "_save": ""})
    now = opened(piet, form_of(case))
    assert (now["title_en"], now["region_en"], now["summary_en"]) == ("Anna’s title", "Navarre", "Anna wrote this")


def test_each_field_can_be_chosen(anna, piet, form_of):
    case = CaseFactory(title_en="First", summary_en="Short")
    edit(anna, form_of(case))
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case), title_en="Piet’s", summary_en="Piet’s")
    page = save(anna, form_of(case), mine, title_en="Anna’s", summary_en="Anna’s")
    fields = Fields(page.content.decode()).values | {"merge:title_en": "theirs", "merge:summary_en": "mine"}
    anna.post(form_of(case), {**fields, "_save": ""})
    case.refresh_from_db()
    assert (case.title_en, case.summary_en) == ("Piet’s", "Anna’s")


def test_taking_over_keeps_all_mine_and_the_history_keeps_theirs(anna, piet, form_of):
    case = CaseFactory(title_en="First", region_en="Drenthe")
    edit(anna, form_of(case))
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case), region_en="Navarre")
    page = save(anna, form_of(case), mine, title_en="Anna’s")
    anna.post(form_of(case), {**Fields(page.content.decode()).values, "_save": "mine"})
    case.refresh_from_db()
    assert (case.title_en, case.region_en) == ("Anna’s", "Drenthe")
    assert "Navarre" in [version.content["fields"]["region_en"] for version in Version.objects.of(case)]


def test_publishing_with_a_conflict_publishes_nothing_until_it_is_chosen(anna, piet, form_of):
    case = CaseFactory(live=True, title_en="First", region_en="Drenthe")
    edit(anna, form_of(case))
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case), region_en="Navarre")
    page = save(anna, form_of(case), mine, press="_publish", title_en="Anna’s")
    assert page.context["pressed"] == "_publish"
    case.refresh_from_db()
    assert case.title_en == "First"
    anna.post(form_of(case), {**Fields(page.content.decode()).values, "_publish": ""})
    case.refresh_from_db()
    assert (case.title_en, case.region_en) == ("Anna’s", "Navarre")


def test_a_third_save_while_choosing_is_told_as_well(anna, piet, form_of):
    case = CaseFactory(title_en="First")
    edit(anna, form_of(case))
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case), title_en="Piet’s")
    page = save(anna, form_of(case), mine, title_en="Anna’s")
    edit(piet, form_of(case), region_en="Navarre")
    again = anna.post(form_of(case), {**Fields(page.content.decode()).values, "_save": ""})
    assert chosen_in(again) == {"merge:title_en": "mine", "merge:region_en": "theirs"}


def test_what_was_only_planned_or_saved_alike_is_no_conflict(anna, piet, form_of):
    case = CaseFactory(live=True, title_en="First")
    edit(anna, form_of(case))
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case))
    assert save(anna, form_of(case), mine, title_en="Anna’s").status_code == 302
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case), title_en="Both wrote this")
    assert save(anna, form_of(case), mine, title_en="Both wrote this").status_code == 302


def test_parts_are_chosen_as_a_whole_and_what_they_added_stays(anna, piet, form_of):
    lesson = LessonFactory(title_en="Lesson")
    cases = CaseFactory.create_batch(3, event=lesson.event)
    one, other = (EvidenceFactory(lesson=lesson, case=case, passage_en="Old") for case in cases[:2])
    edit(anna, form_of(lesson))
    mine = opened(anna, form_of(lesson))
    places = {mine[f"evidence-{place}-id"]: place for place in (0, 1)}
    here, there = places[str(one.pk)], places[str(other.pk)]
    added = {"evidence-TOTAL_FORMS": 3, "evidence-2-case": cases[2].pk, "evidence-2-passage_en": "Piet added"}
    edit(piet, form_of(lesson), **{f"evidence-{here}-passage_en": "Piet"}, **added)
    page = save(anna, form_of(lesson), mine, **{f"evidence-{there}-passage_en": "Anna"})
    assert chosen_in(page) == {f"merge:evidence:{one.pk}": "theirs", f"merge:evidence:{other.pk}": "mine"}
    assert len(page.context["conflict"].added) == 1
    anna.post(form_of(lesson), {**Fields(page.content.decode()).values, "_save": ""})
    rows = dict(lesson.evidence.values_list("case_id", "passage_en"))
    assert rows == {cases[0].pk: "Piet", cases[1].pk: "Anna", cases[2].pk: "Piet added"}


def test_a_part_that_they_deleted_and_i_wrote_in_is_told_and_breaks_nothing(anna, piet, form_of):
    lesson = LessonFactory()
    one, other = (
        EvidenceFactory(lesson=lesson, case=CaseFactory(event=lesson.event), passage_en="Old") for _ in range(2)
    )
    edit(anna, form_of(lesson))
    mine = opened(anna, form_of(lesson))
    gone = next(place for place in (0, 1) if mine[f"evidence-{place}-id"] == str(one.pk))
    edit(piet, form_of(lesson), **{f"evidence-{gone}-DELETE": "on"})
    words = {f"evidence-{gone}-passage_en": "Anna wrote", f"evidence-{1 - gone}-passage_en": "Here too"}
    page = save(anna, form_of(lesson), mine, **words)
    assert ["Anna wrote" in text for text in page.context["conflict"].lost] == [True]
    anna.post(form_of(lesson), {**Fields(page.content.decode()).values, "_save": ""})
    assert list(lesson.evidence.values_list("pk", "passage_en")) == [(other.pk, "Here too")]


def test_links_and_choices_of_theirs_are_taken_over(anna, piet, form_of):
    case, event, speakers = CaseFactory(title_en="First"), EventFactory(), SpeakerFactory.create_batch(2)
    edit(anna, form_of(case))
    mine = opened(anna, form_of(case))
    edit(piet, form_of(case), presenters=[speaker.pk for speaker in speakers], event=event.pk)
    page = save(anna, form_of(case), mine, title_en="Anna’s")
    assert chosen_in(page) == {"merge:title_en": "mine", "merge:presenters": "theirs", "merge:event": "theirs"}
    anna.post(form_of(case), {**Fields(page.content.decode()).values, "_save": ""})
    case.refresh_from_db()
    assert (case.title_en, case.event, set(case.presenters.all())) == ("Anna’s", event, set(speakers))


def test_a_form_of_before_the_history_began_is_compared_as_well(anna, piet, form_of):
    page_of_text = PageFactory(title_en="First")
    mine = opened(anna, form_of(page_of_text))
    assert mine["_version"] == ""
    edit(piet, form_of(page_of_text), lead_en="Piet’s")
    page = save(anna, form_of(page_of_text), mine, title_en="Anna’s")
    assert set(chosen_in(page)) == {"merge:title_en", "merge:lead_en"}
