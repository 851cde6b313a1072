from datetime import UTC, datetime

import pytest

from content.workflow.models import Appointment, Draft, Redirect, Version, Withdrawal
from content.workflow.signals import published
from events.models import Case, Lesson
from tests.editing.forms import Fields, edit, told
from tests.factories import CaseFactory, EventFactory, EvidenceFactory, LessonFactory, ProgrammeItemFactory

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


def test_a_published_case_is_changed_as_a_draft_that_visitors_do_not_see(editor, visitor, form_of):
    case = CaseFactory(live=True)
    before = visitor.get(case.addresses()["en"]).content
    page = edit(editor, form_of(case), title_en="Other words", region_en="Navarre")
    assert "visitors don’t see them yet" in told(page)[0]
    assert visitor.get(case.addresses()["en"]).content == before
    assert Fields(editor.get(form_of(case)).content.decode()).values["title_en"] == "Other words"


def test_publishing_the_changes_shows_them_and_leaves_no_draft(editor, visitor, form_of):
    case = CaseFactory(live=True)
    edit(editor, form_of(case), title_en="Other words")
    edit(editor, form_of(case), press="_publish")
    assert "Other words" in visitor.get(case.addresses()["en"]).content.decode()
    assert not Draft.objects.exists()


def test_parts_links_and_both_languages_wait_in_a_draft_and_go_live_together(editor, form_of):
    lesson = LessonFactory(live=True)
    one, other = CaseFactory.create_batch(2, live=True, event=lesson.event)
    kept = EvidenceFactory(lesson=lesson, case=one, passage_nl="Oud", passage_en="Old")
    added = {
        "evidence-TOTAL_FORMS": 2,
        "evidence-0-passage_nl": "Nieuw",
        "evidence-0-case": other.pk,
        "evidence-1-case": one.pk,
        "evidence-1-passage_en": "Added",
        "evidence-1-lesson": lesson.pk,
    }
    edit(editor, form_of(lesson), title_nl="Begin met wat goed gaat", title_en="Begin with what goes well", **added)
    assert list(lesson.evidence.values_list("case_id", "passage_nl")) == [(one.pk, "Oud")]
    edit(editor, form_of(lesson), press="_publish")
    lesson.refresh_from_db()
    assert (lesson.title_nl, lesson.title_en) == ("Begin met wat goed gaat", "Begin with what goes well")
    rows = lesson.evidence.order_by("case_id").values_list("case_id", "passage_nl", "passage_en")
    assert set(rows) == {(other.pk, "Nieuw", "Old"), (one.pk, None, "Added")} or set(rows) == {
        (other.pk, "Nieuw", "Old"),
        (one.pk, "", "Added"),
    }
    assert kept.pk in lesson.evidence.values_list("pk", flat=True)


def test_a_new_address_leaves_a_redirect_once_it_is_published(editor, visitor, form_of):
    case = CaseFactory(live=True)
    old = case.addresses()["en"]
    edit(editor, form_of(case), slug_en="quite-another")
    assert visitor.get(old).status_code == 200
    edit(editor, form_of(case), press="_publish")
    case.refresh_from_db()
    answer = visitor.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, case.addresses()["en"])
    assert Redirect.objects.count() == 1


def test_a_draft_may_lack_everything_and_publishing_says_what_is_missing_where(editor, form_of):
    page = edit(editor, form_of(Case))
    assert Case.objects.count() == 1, page.content.decode()
    refused = edit(editor, form_of(Case.objects.get()), press="_publish")
    assert {fault.target for fault in refused.context["faults"]} == {"id_title_nl", "id_event"}
    assert Case.objects.get().state == "draft"


def test_a_draft_that_is_saved_without_changes_is_no_draft(editor, form_of):
    lesson = LessonFactory(live=True)
    EvidenceFactory(lesson=lesson, case=CaseFactory(live=True, event=lesson.event))
    edit(editor, form_of(lesson))
    assert not Draft.objects.exists()


def test_hours_that_nobody_changed_are_no_change(editor, form_of):
    item = ProgrammeItemFactory(live=True, ends=datetime(2027, 7, 1, 9, 30, tzinfo=UTC))
    edit(editor, form_of(item))
    assert not Draft.objects.exists()


def test_an_address_that_was_taken_meanwhile_is_said_in_words(editor, form_of):
    case, other = CaseFactory(live=True), CaseFactory()
    edit(editor, form_of(case), slug_en="local-factor")
    edit(editor, form_of(other), slug_en="local-factor")
    page = editor.get(form_of(case))
    assert page.status_code == 200
    assert "Something else has taken the address" in told(page)[0]


def test_discarding_the_changes_shows_what_visitors_see_again(editor, form_of):
    case = CaseFactory(live=True, title_en="Mirror")
    edit(editor, form_of(case), title_en="Other words")
    act = form_of(case).replace("change", "discard")
    assert "Mirror" in editor.get(act).content.decode()
    editor.post(act)
    assert Fields(editor.get(form_of(case)).content.decode()).values["title_en"] == "Mirror"


def test_withdrawing_tells_visitors_that_it_is_gone(editor, visitor, form_of):
    case = CaseFactory(live=True)
    act = form_of(case).replace("change", "withdraw")
    assert editor.get(act).status_code == 200
    editor.post(act, {"reason_en": "The figures were wrong."})
    assert visitor.get(case.addresses()["en"]).status_code == 410
    assert Withdrawal.objects.of(case).get().reason_en == "The figures were wrong."


def test_a_reason_and_an_address_at_once_are_refused(editor, form_of):
    case = CaseFactory(live=True)
    act = form_of(case).replace("change", "withdraw")
    page = editor.post(act, {"reason_en": "Gone.", "leads_to": "/en/cases/"})
    assert "Give a reason or an address, not both." in page.content.decode()
    case.refresh_from_db()
    assert case.is_live


def test_publishing_is_planned_by_a_button_of_its_own(editor, form_of):
    case = CaseFactory(event=EventFactory(live=True))
    page = edit(editor, form_of(case), press="_schedule", publish_at="2031-06-03T09:00")
    assert "3 June 2031, 09:00" in told(page)[0]
    assert Appointment.objects.of(case).get().at == datetime(2031, 6, 3, 7, 0, tzinfo=UTC)
    assert not Case.objects.get().is_live


def test_a_date_without_its_button_is_not_passed_over_in_silence(editor, form_of):
    case = CaseFactory(event=EventFactory(live=True))
    page = edit(editor, form_of(case), publish_at="2031-06-03T09:00")
    assert "No date was set" in told(page)[1]
    assert not Appointment.objects.exists()


def test_saving_again_what_is_planned_says_when_it_will_be_published(editor, form_of):
    case = CaseFactory(event=EventFactory(live=True))
    edit(editor, form_of(case), press="_schedule", publish_at="2031-06-03T09:00")
    assert "will be published on 3 June 2031, 09:00" in told(edit(editor, form_of(case), title_en="Better"))[1]
    assert "No date was set" in told(edit(editor, form_of(case), publish_at="2031-06-04T09:00"))[1]


@pytest.mark.parametrize(
    "moment, reason",
    [
        ("", "Choose a day and a time."),
        ("2011-06-03T09:00", "has passed"),
        ("2031-03-30T02:30", "this time doesn’t exist"),
    ],
)
def test_a_moment_that_cannot_be_keeps_the_draft_and_says_why(editor, form_of, moment, reason):
    case = CaseFactory(event=EventFactory(live=True))
    page = edit(editor, form_of(case), press="_schedule", publish_at=moment, title_en="Kept")
    assert reason in told(page)[0]
    assert Case.objects.get().title_en == "Kept"


def test_a_change_is_announced_once_it_is_published_and_not_before(
    editor, form_of, announced, django_capture_on_commit_callbacks
):
    lesson = LessonFactory(live=True)
    with django_capture_on_commit_callbacks(execute=True):
        edit(editor, form_of(lesson), title_en="Begin with what you are good at")
    assert announced == []
    with django_capture_on_commit_callbacks(execute=True):
        edit(editor, form_of(lesson), press="_publish")
    assert announced == [(Lesson, lesson.pk)]


def test_several_are_published_from_the_list_and_what_is_incomplete_is_named(editor, list_of):
    event = EventFactory(live=True)
    cases = CaseFactory.create_batch(3, event=event)
    Case.objects.filter(pk=cases[1].pk).update(event=None)
    chosen = {"_selected_action": [case.pk for case in cases]}
    page = editor.post(list_of(Case), {"action": "publish_selected", **chosen}, follow=True)
    assert told(page)[-1] == "2 are on the site now."
    assert "Event: This field cannot be" in told(page)[0]
    assert set(Case.objects.live()) == {cases[0], cases[2]}


def test_deleting_from_the_list_goes_to_the_bin_and_is_announced(
    editor, list_of, announced, django_capture_on_commit_callbacks
):
    case = CaseFactory(live=True)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(list_of(Case), {"action": "delete_selected", "_selected_action": [case.pk], "post": "yes"})
    assert Case.objects.get().state == "binned"
    assert announced == [(Case, case.pk)]
    assert "Case" not in told(editor.get(list_of(Case)))


def test_a_published_case_links_to_its_page_in_both_languages_and_a_draft_to_none(editor, form_of):
    case, draft = CaseFactory(live=True), CaseFactory()
    page = editor.get(form_of(case))
    assert page.context["site_addresses"] == [("Dutch", case.addresses()["nl"]), ("English", case.addresses()["en"])]
    assert editor.get(form_of(draft)).context["site_addresses"] == []


def test_the_history_says_who_published(editor, form_of):
    case = CaseFactory(event=EventFactory(live=True))
    edit(editor, form_of(case), press="_publish")
    line = Version.objects.of(case).first()
    assert (line.act, line.author) == ("published", editor.user)
