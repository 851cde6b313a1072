"""What an editor is told of translations, in forms, lists and the report, and what becomes of the answers."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from content.languages import translation_sources
from content.languages.models import Translation, source_key
from content.pages.models import MenuItem
from content.workflow.models import Draft
from events.models import Case, Lesson
from gallery.models import Photo
from signups.models import ConsentText, Interest, Mailing
from tests.editing.forms import edit, told
from tests.factories import (
    CaseFactory,
    EditorFactory,
    EvidenceFactory,
    LessonFactory,
    MailingFactory,
    PhotoFactory,
    SiteSettingsFactory,
)
from tests.people import browser_of

pytestmark = pytest.mark.django_db

REPORT = "/admin/translations/"


def words(response) -> str:
    return " ".join(response.content.decode().split())


def outdated(item) -> set[str]:
    return {f"{row.field}_{row.language}" for row in Translation.objects.of([item]) if row.outdated}


def shown(response) -> list[tuple[str, str, str]]:
    """Return (title, column, state) of each gap in the report."""
    return [
        (entry["row"].title, gap.column, gap.state)
        for group in response.context["groups"]
        for entry in group["rows"]
        for gap, _state, _address in entry["gaps"]
    ]


def place(response, number: int) -> dict:
    return response.context["places"][number]


@pytest.fixture
def case():
    """A draft, whose Dutch title has changed since it was translated."""
    case = CaseFactory(title_nl="De spiegel", title_en="The mirror")
    return mirrors(case)


@pytest.fixture
def live():
    """The same on the site."""
    return mirrors(CaseFactory(live=True, title_nl="De spiegel", title_en="The mirror"))


def mirrors(case):
    before = Case._base_manager.get(pk=case.pk)
    case.title_nl = "De spiegels"
    case.save()
    translation_sources.note_text_changes(case, before)
    return case


# --- In the form ----------------------------------------------------------------------------------------------


def test_a_change_of_one_text_flags_its_translation_alone(editor, form_of):
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror", summary_nl="Kort", summary_en="Short")
    edit(editor, form_of(case), title_nl="Spiegels")
    assert outdated(case) == {"title_en"}


def test_a_change_of_the_order_flags_nothing(editor, form_of):
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    edit(editor, form_of(case), position="7")
    assert outdated(case) == set()


def test_a_minor_change_flags_nothing(editor, form_of):
    case = CaseFactory(title_nl="Spiegle", title_en="Mirror")
    edit(editor, form_of(case), title_nl="Spiegel", minor_change="on")
    assert outdated(case) == set()


def test_a_minor_change_counts_for_the_parts_of_a_form_too(editor, form_of):
    evidence = EvidenceFactory(passage_nl="Spiegle", passage_en="Mirror")
    edit(editor, form_of(evidence.lesson), minor_change="on", **{"evidence-0-passage_nl": "Spiegel"})
    assert outdated(evidence) == set()


def test_the_form_shows_what_changed_beside_the_outdated_text(editor, form_of, case):
    page = words(editor.get(form_of(case)))
    assert "The Dutch text has changed since this was translated." in page
    assert ("spiegel</del>" in page, "spiegels</ins>" in page) == (True, True)


def test_a_text_that_is_up_to_date_has_no_note(editor, form_of):
    page = words(editor.get(form_of(CaseFactory())))
    assert ("has changed since" in page, "Minor change" in page) == (False, True)


def test_the_box_in_the_form_says_that_a_translation_is_right(editor, form_of, case):
    edit(editor, form_of(case), still_right=f"{case.pk.hex}.title")
    assert outdated(case) == set()


def test_the_box_of_a_part_concerns_that_part_alone(editor, form_of):
    lesson = LessonFactory()
    parts = EvidenceFactory.create_batch(2, lesson=lesson)
    changed = {f"evidence-{number}-passage_nl": f"Anders {number}" for number in range(2)}
    edit(editor, form_of(lesson), **changed)
    edit(editor, form_of(lesson), still_right=f"{parts[0].pk.hex}.passage")
    assert [outdated(part) for part in parts] == [set(), {"passage_en"}]


def test_nothing_is_remembered_of_a_part_that_is_deleted(editor, form_of):
    evidence = EvidenceFactory()
    edit(editor, form_of(evidence.lesson), **{"evidence-0-passage_nl": "Anders"})
    edit(editor, form_of(evidence.lesson), **{"evidence-0-DELETE": "on"})
    assert not Translation.objects.exists()


# --- In drafts beside what is live ----------------------------------------------------------------------------


def test_a_draft_flags_nothing_on_the_site_until_it_is_published(editor, form_of):
    case = CaseFactory(live=True, title_nl="Spiegel", title_en="Mirror")
    edit(editor, form_of(case), title_nl="Spiegels")
    assert outdated(case) == set()
    assert "has changed since" in words(editor.get(form_of(case)))
    edit(editor, form_of(case), press="_publish")
    assert outdated(case) == {"title_en"}


def test_a_draft_that_translates_anew_puts_the_site_right_once_published(editor, form_of, live):
    edit(editor, form_of(live), title_en="The mirrors")
    assert outdated(live) == {"title_en"}
    edit(editor, form_of(live), press="_publish")
    assert outdated(live) == set()


def test_parts_keep_their_ledger_through_a_draft(editor, form_of):
    lesson = LessonFactory(live=True)
    case = CaseFactory(live=True, event=lesson.event)
    evidence = EvidenceFactory(lesson=lesson, case=case, passage_nl="Oud", passage_en="Old")
    edit(editor, form_of(lesson), **{"evidence-0-passage_nl": "Nieuw"})
    edit(editor, form_of(lesson), press="_publish", title_nl="Anders")
    assert (outdated(evidence), outdated(lesson)) == ({"passage_en"}, {"title_en"})


def test_a_draft_may_hold_nothing_but_that_a_translation_is_right(editor, form_of, live):
    edit(editor, form_of(live), still_right=f"{live.pk.hex}.title")
    assert outdated(live) == {"title_en"}
    edit(editor, form_of(live), press="_publish")
    assert outdated(live) == set()


# --- In lists -------------------------------------------------------------------------------------------------


def test_lists_say_what_is_outdated_and_can_be_narrowed_to_it(editor, list_of, case):
    CaseFactory()
    assert "English: outdated" in words(editor.get(list_of(Case)))
    narrowed = editor.get(list_of(Case) + "?missing=en-outdated")
    assert list(narrowed.context["cl"].queryset) == [case]
    assert not editor.get(list_of(Case) + "?missing=nl-outdated").context["cl"].queryset.exists()


def test_a_list_says_both_that_texts_are_missing_and_that_one_is_outdated(editor, list_of, case):
    Case.objects.filter(pk=case.pk).update(summary_nl="Kort", summary_en=None)
    assert "English: partly, English: outdated" in words(editor.get(list_of(Case)))


def test_an_object_is_as_complete_and_up_to_date_as_its_parts(editor, form_of, list_of):
    lesson = LessonFactory()
    parts = EvidenceFactory.create_batch(2, lesson=lesson)
    LessonFactory()
    edit(editor, form_of(lesson), **{"evidence-0-passage_nl": "Anders", "evidence-1-passage_en": ""})
    assert {column for part in parts for column in outdated(part)} == {"passage_en"}
    for asked in ("en", "en-outdated"):
        page = editor.get(f"{list_of(Lesson)}?missing={asked}")
        assert list(page.context["cl"].queryset) == [lesson]
        assert "Dutch: complete" in words(page)
        assert "English: partly, English: outdated" in words(page)


@pytest.mark.parametrize("model", [MenuItem, Interest, ConsentText])
def test_every_list_can_be_narrowed(editor, list_of, model):
    assert "Outdated in English" in words(editor.get(list_of(model)))


def test_an_update_that_is_on_its_way_or_was_sent_needs_no_translation_any_more(list_of):
    officer, kind = browser_of("officer"), ContentType.objects.get_for_model(Mailing)
    for state in Mailing.State.values:
        mailing = MailingFactory(subject_nl=state, subject_en=state, body_en="", state=state)
        row = {"field": "subject", "language": "en", "source_text": "Niets", "outdated": True}
        Translation.objects.create(content_type=kind, object_key=source_key(mailing.pk), **row)
    report = officer.get(f"{REPORT}?kind=signups.mailing")
    assert {title for title, _column, _state in shown(report)} == {"draft", "scheduled"}
    assert [place(report, 0)[what] for what in ("number", "missing", "outdated")] == [2, 2, 2]
    needs = {str(need.words): need for need in officer.get("/admin/").context["needs"] if need.kind == "Updates"}
    assert {words: need.number for words, need in needs.items()} == {
        "with text missing in English": 2,
        "outdated in English": 2,
    }
    for need in needs.values():
        assert officer.get(need.url).context["cl"].result_count == need.number


# --- The report -----------------------------------------------------------------------------------------------


def test_the_report_shows_what_changed_and_leads_to_the_text(editor, form_of, live):
    page = editor.get(REPORT)
    assert shown(page) == [("The mirror", "title_en", "outdated")]
    assert f'href="{form_of(live)}#id_title_en"' in words(page)
    assert ("spiegel</del>" in words(page), "spiegels</ins>" in words(page)) == (True, True)


def test_the_report_shows_the_words_of_a_missing_text_without_their_markup(editor):
    CaseFactory(live=True, story_nl="<p>Een <strong>spiegel</strong></p>")
    page = editor.get(REPORT)
    assert [column for _title, column, _state in shown(page)] == ["story_en"]
    assert '<p class="source-words" lang="nl">Een spiegel</p>' in words(page)


def test_the_report_counts_drafts_and_waiting_changes_apart(editor, form_of, live):
    CaseFactory(event=live.event, summary_en="Short")
    edit(editor, form_of(live), title_en="The mirrors", region_nl="Drenthe")
    places = [place(editor.get(REPORT), number) for number in range(3)]
    assert [(each["number"], each["missing"], each["outdated"]) for each in places] == [(1, 0, 1), (1, 1, 0), (1, 1, 0)]
    assert shown(editor.get(f"{REPORT}?place=waiting")) == [("The mirror", "region_en", "missing")]


def test_the_report_says_where_changes_wait_that_may_mend_it(editor, form_of, live):
    edit(editor, form_of(live), title_en="The mirrors")
    assert 'data-state="waiting"' in words(editor.get(REPORT))


def test_the_report_leaves_out_the_bin(editor, case):
    Case.objects.filter(pk=case.pk).update(state="binned", binned_at="2026-11-24T12:00Z")
    assert [place(editor.get(REPORT), number)["number"] for number in range(3)] == [0, 0, 0]


def test_the_report_can_be_narrowed_by_language_and_kind(editor, live):
    LessonFactory(live=True, event=live.event, summary_en="Short")
    assert len(shown(editor.get(REPORT))) == 2
    assert shown(editor.get(f"{REPORT}?language=nl")) != shown(editor.get(f"{REPORT}?language=en"))
    assert [column for _title, column, _state in shown(editor.get(f"{REPORT}?kind=events.lesson"))] == ["summary_nl"]


def test_the_report_leads_to_a_text_of_a_part_in_the_form_of_the_whole(editor, form_of):
    lesson = LessonFactory(live=True)
    EvidenceFactory(lesson=lesson)
    second = EvidenceFactory(lesson=lesson, passage_en=None)
    number = list(lesson.evidence.all()).index(second)
    assert f'href="{form_of(lesson)}#id_evidence-{number}-passage_en"' in words(editor.get(REPORT))


def test_the_report_has_pages(editor):
    album = PhotoFactory(live=True, alt_en=None).album
    PhotoFactory.create_batch(51, album=album, alt_en=None)
    assert [len(shown(editor.get(f"{REPORT}?page={number}"))) for number in (1, 2)] == [50, 2]


def test_settings_whose_key_is_a_number_are_in_the_report(editor, form_of):
    settings = SiteSettingsFactory(tagline_nl="Spiegel", tagline_en="Mirror")
    edit(editor, form_of(settings), tagline_nl="Spiegels")
    assert ("tagline_en", "outdated") in [gap[1:] for gap in shown(editor.get(REPORT))]


@pytest.mark.scale
def test_the_report_asks_as_many_questions_however_much_there_is(editor, form_of, django_assert_max_num_queries):
    asked = []
    for more in (2, 8):
        for _each in range(more):
            lesson = LessonFactory(live=True, summary_nl="Kort")
            EvidenceFactory(lesson=lesson, case=mirrors(CaseFactory(live=True)), passage_en=None)
            edit(editor, form_of(lesson), title_nl="Anders")
        editor.get(REPORT)
        with django_assert_max_num_queries(60) as queries:
            editor.get(REPORT)
        asked.append(len(queries))
    assert asked[0] == asked[1]


# --- The button “Still right” ---------------------------------------------------------------------------------


def press_still_right(client, kind, item, field, **more):
    given = {"kind": kind, "key": item.pk, "field": field, "asked": "language=en", **more}
    return client.post(f"{REPORT}right/", given, follow=True)


def test_what_is_live_is_right_at_once_by_the_button(editor, live):
    page = press_still_right(editor, "events.case", live, "title")
    assert (outdated(live), told(page)) == (set(), ["Noted: this translation is still right."])
    assert page.redirect_chain == [(f"{REPORT}?language=en", 302)]
    assert not Draft.objects.exists()


def test_changes_that_wait_are_right_by_the_button_and_the_site_stays_as_it_was(editor, form_of, live):
    edit(editor, form_of(live), title_nl="De spiegelzaal")
    press_still_right(editor, "events.case", live, "title", draft=live.pk)
    assert place(editor.get(REPORT), 2)["number"] == 0
    assert outdated(live) == {"title_en"}


def test_a_part_of_changes_that_wait_is_right_by_the_button(editor, form_of):
    lesson = LessonFactory(live=True)
    evidence = EvidenceFactory(lesson=lesson, case__live=True)
    edit(editor, form_of(lesson), **{"evidence-0-passage_nl": "Anders"})
    assert place(editor.get(REPORT), 2)["number"] == 1
    press_still_right(editor, "events.evidence", evidence, "passage", draft=lesson.pk)
    assert place(editor.get(REPORT), 2)["number"] == 0


@pytest.mark.parametrize(
    "given", [{"kind": "auth.user"}, {"field": "slug"}, {"key": "no-key"}, {"draft": "no-key"}, {"key": ""}]
)
def test_the_button_takes_nothing_that_it_does_not_know(editor, live, given):
    sent = {"kind": "events.case", "key": live.pk, "field": "title", **given}
    assert editor.post(f"{REPORT}right/", sent).status_code == 404
    assert outdated(live) == {"title_en"}


def test_the_button_is_for_those_who_may_change_the_text(client, live):
    reader = reader_of(Case)
    client.force_login(reader)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert shown(client.get(REPORT)) == [("The mirror", "title_en", "outdated")]
    assert "Still right" not in words(client.get(REPORT))
    assert press_still_right(client, "events.case", live, "title").status_code == 403
    assert client.get(f"{REPORT}right/").status_code == 405
    assert outdated(live) == {"title_en"}


def test_the_report_shows_only_what_an_editor_may_see(client, live):
    client.force_login(reader_of(Lesson))
    assert shown(client.get(REPORT)) == []
    client.force_login(reader_of(Photo))
    assert shown(client.get(REPORT)) == []


def test_the_report_is_for_editors(visitor):
    assert visitor.get(REPORT).headers["Location"].startswith(reverse("admin:login"))
    assert isinstance(visitor, Client)


def reader_of(model):
    reader = EditorFactory(is_superuser=False)
    permission = Permission.objects.get(
        codename=f"view_{model._meta.model_name}", content_type__app_label=model._meta.app_label
    )
    reader.user_permissions.add(permission)
    return reader
