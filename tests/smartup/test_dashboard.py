import pytest
from django.test import Client
from django.urls import reverse

from events.models import Case
from tests.editing.forms import edit
from tests.factories import (
    AnswerFactory,
    AppointmentFactory,
    CaseFactory,
    DraftFactory,
    EditorFactory,
    EventFactory,
    LessonFactory,
    PhotoFactory,
    PictureFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]
START = "/admin/"


def test_the_menu_is_grouped_by_what_editors_do(editor):
    groups = [group["name"] for group in editor.get(START).context["groups"]]
    assert groups == ["Event", "Stories", "People", "Photos", "Stakeholders", "Site", "Behind the scenes"]


def test_it_says_how_many_there_are_and_how_many_are_drafts(editor):
    event = EventFactory(live=True)
    CaseFactory.create_batch(2, event=event)
    CaseFactory(event=event, live=True)
    entries = {entry["name"]: entry for group in editor.get(START).context["groups"] for entry in group["models"]}
    assert (entries["Cases"]["count"], entries["Cases"]["drafts"]) == (3, 2)


def test_it_says_what_lacks_with_a_link_to_it(editor):
    LessonFactory(summary_nl="Kort", summary_en=None)
    PictureFactory(alt_nl=None, alt_en=None)
    PictureFactory(alt_nl=None, alt_en=None, decorative=True)
    PhotoFactory()
    needs = [(need.number, need.kind, need.words, need.url) for need in editor.get(START).context["needs"]]
    assert needs == [
        (1, "Lessons", "with text missing in English", "/admin/events/lesson/?missing=en"),
        (1, "Pictures", "without alternative text", "/admin/pictures/picture/?alt=missing"),
    ]
    for _count, _kind, _words, url in needs:
        assert editor.get(url).context["cl"].result_count == 1


def test_it_shows_the_last_changes_of_all_editors_but_only_of_what_one_may_see(editor, form_of):
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    edit(editor, form_of(case), region_en="Emmen")
    assert [(change.title, change.act) for change in editor.get(START).context["last_changes"]] == [("Mirror", "Saved")]
    guest = Client()
    guest.force_login(EditorFactory(is_superuser=False))
    assert list(guest.get(START).context["last_changes"]) == []


def test_it_asks_as_many_questions_however_much_there_is(editor, django_assert_max_num_queries):
    event = EventFactory()
    asked = []
    for cases in [2, 20]:
        CaseFactory.create_batch(cases, event=event)
        editor.get(START)
        with django_assert_max_num_queries(50) as queries:
            editor.get(START)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_desk_speaks_the_language_that_the_editor_chooses(editor):
    editor.post(reverse("set_language"), {"language": "nl", "next": START})
    assert 'lang="nl"' in editor.get(START).content.decode()
    editor.post(reverse("set_language"), {"language": "en", "next": START})
    assert 'lang="en"' in editor.get(START).content.decode()


def test_the_pages_of_apps_lead_to_the_start_page(editor):
    assert editor.get("/admin/events/").headers["Location"] == START


def test_every_list_and_form_opens(editor, list_of, form_of):
    from django.contrib import admin

    CaseFactory()
    for model, part in admin.site._registry.items():
        assert editor.get(list_of(model), follow=True).status_code == 200, model
        if part.has_add_permission(editor.get(START).wsgi_request):
            assert editor.get(form_of(model)).status_code == 200, model
    assert Case.objects.count() == 1


def test_it_says_what_waits_what_is_planned_and_what_could_not_be_done(editor):
    case = CaseFactory(live=True)
    DraftFactory(target=case)
    AnswerFactory()
    AppointmentFactory(target=case, title="Mirror")
    AppointmentFactory(title="Window", problem="Event: This field cannot be blank.")
    page = editor.get(START)
    needs = {(need.kind, str(need.words)): need for need in page.context["needs"]}
    for kind, words in [("Cases", "with changes that wait"), ("Answers to “Is this right?”", "not read yet")]:
        assert editor.get(needs[kind, words].url).context["cl"].result_count == 1
    assert [act.words for act in page.context["planned"]] == ["Publish “Mirror”"]
    assert [(act.words, act.problem) for act in page.context["failed"]] == [
        ("Publish “Window”", "Event: This field cannot be blank.")
    ]
