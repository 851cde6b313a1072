import pytest

from content.workflow.models import Redirect
from content.workflow.signals import published
from events.models import Case, Lesson
from tests.desk.editing import edit, told
from tests.factories import CaseFactory, EventFactory, LessonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced():
    """What was announced as changed on the site: (model, key)."""
    heard = []

    def hear(sender, pk, **_kwargs):
        heard.append((sender, pk))

    published.connect(hear)
    yield heard
    published.disconnect(hear)


def test_a_new_case_is_a_draft_that_visitors_do_not_see(editor, visitor, form_of):
    event = EventFactory(live=True)
    edit(editor, form_of(Case), title_en="Second thoughts", event=event.pk)
    case = Case.objects.get()
    assert (case.state, case.slug_nl, case.slug_en) == ("draft", None, "second-thoughts")
    assert visitor.get(case.addresses()["en"]).status_code == 404


def test_publishing_by_the_button_shows_a_case_to_visitors_and_says_so(editor, visitor, form_of):
    case = CaseFactory(event=EventFactory(live=True), title_nl="Spiegel", title_en="Mirror")
    page = edit(editor, form_of(case), press="_publish")
    assert visitor.get(case.addresses()["en"]).status_code == 200
    assert told(page) == [f'“<a href="{case.addresses()["en"]}">Mirror</a>” is on the site now.']


def test_taking_a_case_offline_hides_it_again(editor, visitor, form_of):
    case = CaseFactory(live=True)
    edit(editor, form_of(case), press="_unpublish")
    assert visitor.get(case.addresses()["en"]).status_code == 410


def test_saving_a_published_case_leaves_it_published(editor, form_of):
    case = CaseFactory(live=True)
    edit(editor, form_of(case), title_en="Other words")
    case.refresh_from_db()
    assert (case.title_en, case.state) == ("Other words", "published")


def test_a_new_address_of_a_published_case_leaves_a_redirect(editor, visitor, form_of):
    case = CaseFactory(live=True)
    old = case.addresses()["en"]
    edit(editor, form_of(case), slug_en="quite-another")
    case.refresh_from_db()
    answer = visitor.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, case.addresses()["en"])
    assert Redirect.objects.count() == 1


def test_a_change_is_announced_once_it_is_committed_and_not_when_it_failed(
    editor, form_of, announced, django_capture_on_commit_callbacks
):
    lesson = LessonFactory(live=True)
    with django_capture_on_commit_callbacks(execute=True):
        edit(editor, form_of(lesson), title_nl="", title_en="")
    assert announced == []
    with django_capture_on_commit_callbacks(execute=True):
        edit(editor, form_of(lesson), title_en="Begin with what you are good at")
    assert announced == [(Lesson, lesson.pk)]


def test_several_are_published_and_taken_offline_from_the_list(editor, list_of):
    cases = CaseFactory.create_batch(3)
    chosen = {"_selected_action": [case.pk for case in cases[:2]]}
    page = editor.post(list_of(Case), {"action": "publish_selected", **chosen}, follow=True)
    assert told(page) == ["2 are on the site now."]
    assert set(Case.objects.filter(state="published")) == set(cases[:2])
    editor.post(list_of(Case), {"action": "take_offline_selected", **chosen})
    assert not Case.objects.filter(state="published").exists()


def test_deleting_from_the_list_is_announced(editor, list_of, announced, django_capture_on_commit_callbacks):
    case = CaseFactory(live=True)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(list_of(Case), {"action": "delete_selected", "_selected_action": [case.pk], "post": "yes"})
    assert not Case.objects.exists()
    assert announced == [(Case, case.pk)]


def test_a_published_case_links_to_its_page_in_both_languages_and_a_draft_to_none(editor, form_of):
    case, draft = CaseFactory(live=True), CaseFactory()
    page = editor.get(form_of(case))
    assert page.context["site_addresses"] == [("Dutch", case.addresses()["nl"]), ("English", case.addresses()["en"])]
    assert editor.get(form_of(draft)).context["site_addresses"] == []


def test_the_history_says_who_published(editor, form_of):
    case = CaseFactory(event=EventFactory(live=True))
    edit(editor, form_of(case), press="_publish")
    history = editor.get(form_of(case).replace("change", "history")).content.decode()
    assert "Changed state." in history
