"""Putting several drafts together, and letting them go live at one moment."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.planning import releases, schedule
from content.planning.upcoming import failed_changes, upcoming_changes
from content.workflow import publishing
from content.workflow.models import Release, State
from content.workflow.snapshot import content_of
from events.models import Case, Event
from tests.editing.forms import edit, told
from tests.factories import CaseFactory, EditorFactory, EventFactory, LessonFactory, QuoteFactory, SpeakerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LATER = "2031-06-03T09:00"


@pytest.fixture
def event():
    return EventFactory(title_nl="Emmen", title_en="Emmen")


@pytest.fixture
def release(event):
    """A release of an event with a case."""
    release = Release.objects.create(title="Results")
    releases.add_items(release, [event, CaseFactory(event=event, title_nl="Spiegel", title_en="Mirror")])
    return release


@pytest.fixture
def somebody():
    """Sign somebody in who may do so much: somebody("workflow.change_release", …)."""

    def sign_in(*permissions):
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.user = EditorFactory(is_superuser=False)
        for permission in permissions:
            app, codename = permission.split(".")
            client.user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
        client.force_login(client.user)
        return client

    return sign_in


WRITER = [
    "workflow.change_release",
    "workflow.view_release",
    "workflow.add_release",
    "events.change_case",
    "events.view_case",
]


def at(act, release, **given):
    return reverse(f"admin:workflow_release_{act}", args=[release.pk])


def press(editor, act, release, **given):
    """Press the button of the form of `release` that does `act`."""
    return editor.post(at(act, release), given, follow=True)


# --- Composing it -------------------------------------------------------------------------------------------------


def test_a_new_release_asks_what_shall_be_in_it(editor):
    page = edit(editor, reverse("admin:workflow_release_add"), title="Results")
    release = Release.objects.get()
    assert page.redirect_chain[-1][0] == at("choose", release)
    assert release.author == editor.user


def test_whatever_waits_can_be_chosen_and_nothing_else(editor, release, event):
    draft, lesson = CaseFactory(event=event), LessonFactory(live=True)
    content = content_of(lesson)
    publishing.keep_draft(lesson, {**content, "fields": {**content["fields"], "title_en": "Other"}})
    live, binned = CaseFactory(live=True), CaseFactory()
    publishing.throw_away(binned)
    page = editor.get(at("choose", release)).content.decode()
    assert str(draft.pk) in page and str(lesson.pk) in page
    assert str(live.pk) not in page and str(binned.pk) not in page
    assert str(event.pk) not in page  # it is in the release already
    press(editor, "choose", release, item=[draft.pk, lesson.pk, live.pk])
    assert {item.pk for item in releases.items_of(release)} >= {draft.pk, lesson.pk}
    assert live.pk not in {item.pk for item in releases.items_of(release)}


def test_the_list_to_choose_from_asks_the_same_however_much_waits(editor, release, django_assert_num_queries, event):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as queries:
            editor.get(at("choose", release))
        return len(queries)

    CaseFactory(event=event), QuoteFactory(event=event)
    before = asked()
    CaseFactory.create_batch(20, event=event), QuoteFactory.create_batch(20, event=event)
    assert asked() == before


def test_everything_around_an_event_is_added_at_once(editor, release, event):
    quote = QuoteFactory(event=event)
    QuoteFactory()
    page = press(editor, "around", release, item=event.pk)
    assert told(page) == ["2 were added."]
    assert {quote, quote.speaker} < set(releases.items_of(release))
    assert told(press(editor, "around", release, item=event.pk)) == ["There was nothing to add."]


def test_what_is_taken_out_stays_a_draft(editor, release):
    case = Case.objects.get()
    press(editor, "remove", release, item=case.pk)
    assert releases.items_of(release) == [Event.objects.get()]
    assert case.title_en in editor.get(at("choose", release)).content.decode()


def test_the_form_of_a_draft_leads_to_a_release_and_says_so_afterwards(editor, release, event, form_of):
    case = CaseFactory(event=event)
    page = form_of(case).replace("change", "release")
    assert page in editor.get(form_of(case)).content.decode()
    editor.post(page, {"release": release.pk})
    assert releases.open_release_of(case) == release
    shown = editor.get(form_of(case)).content.decode()
    assert page not in shown and "which isn’t planned yet" in shown


def test_a_draft_can_begin_a_release_which_needs_a_name(editor, form_of):
    case = CaseFactory()
    page = form_of(case).replace("change", "release")
    assert "Give the new release a title." in editor.post(page, {"title": ""}).content.decode()
    editor.post(page, {"title": "Spring"})
    assert releases.open_release_of(case).title == "Spring"


def test_what_is_live_as_it_is_has_nothing_to_add(editor, form_of):
    case = CaseFactory(live=True)
    assert form_of(case).replace("change", "release") not in editor.get(form_of(case)).content.decode()


# --- Publishing it ------------------------------------------------------------------------------------------------


def test_publishing_asks_first_and_then_shows_everything_to_visitors(editor, visitor, release):
    assert "Mirror" in editor.get(at("publish", release)).content.decode()
    assert Case.objects.get().state == "draft"
    assert told(press(editor, "publish", release)) == ["2 are on the site now."]
    assert visitor.get(Case.objects.get().addresses()["en"]).status_code == 200


def test_a_release_with_something_incomplete_is_refused_with_a_link_to_the_form(editor, release, form_of):
    Case.objects.update(title_nl="", title_en="")
    said = told(press(editor, "publish", release))[0]
    assert form_of(Case.objects.get()) in said
    assert "Fill this in, in Dutch, in English or in both." in said
    assert Event.objects.get().state == "draft"


def test_a_published_release_is_kept_as_it_was(editor, release):
    releases.release_now(release)
    page = editor.get(at("change", release)).content.decode()
    assert "What went live together" in page and "Mirror" in page
    for act in ["choose", "publish"]:
        assert editor.get(at(act, release)).status_code == 403
    assert press(editor, "schedule", release, publish_at=LATER).status_code == 403


def test_planning_says_when_and_every_part_and_list_says_so(editor, release, form_of, list_of):
    said = told(press(editor, "schedule", release, publish_at=LATER))[0]
    assert "3 June 2031, 09:00" in said
    case = Case.objects.get()
    assert "Goes live with the release" in editor.get(form_of(case)).content.decode()
    assert "Publishes " in editor.get(list_of(Release)).content.decode()
    assert [(plan.words, plan.url) for plan in upcoming_changes()] == [
        ("Publish the release “Results”", at("change", release))
    ]


@pytest.mark.parametrize(
    "moment, reason",
    [("", "Choose a day and a time."), ("2011-06-03T09:00", "has passed"), ("2031-10-26T02:30", "comes twice")],
)
def test_a_moment_that_cannot_be_plans_nothing_and_says_why(editor, release, moment, reason):
    assert reason in told(press(editor, "schedule", release, publish_at=moment))[0]
    assert not upcoming_changes()


def test_an_incomplete_release_is_not_planned(editor, release):
    Case.objects.update(title_nl="", title_en="")
    assert "The release is not planned" in told(press(editor, "schedule", release, publish_at=LATER))[0]
    assert not upcoming_changes()


def test_a_planned_release_is_taken_from_the_schedule(editor, release):
    press(editor, "schedule", release, publish_at=LATER)
    press(editor, "unschedule", release)
    assert not upcoming_changes()


def test_what_could_not_be_published_stands_where_the_editor_begins_with_the_reason(editor, release, list_of):
    schedule.plan_release(release, timezone.now() + timedelta(days=1))
    Case.objects.update(title_nl="", title_en="")
    schedule.run_due(timezone.now() + timedelta(days=2))
    assert [(each.words, bool(each.problem)) for each in failed_changes()] == [("Publish the release “Results”", True)]
    assert "Could not be published" in editor.get(list_of(Release)).content.decode()
    assert "Nothing of it is on the site" in editor.get(at("change", release)).content.decode()
    Case.objects.update(title_nl="Weer goed")
    press(editor, "publish", release)
    assert not failed_changes()


def test_single_appointments_are_told_beside_the_releases_in_their_order(release):
    moment = timezone.now() + timedelta(days=1)
    case = CaseFactory(event=EventFactory(live=True), title_nl="Los", title_en="Alone")
    schedule.plan_release(release, moment + timedelta(hours=1))
    schedule.plan_publication(case, moment)
    schedule.plan_withdrawal(case, moment + timedelta(hours=2))
    words = ["Publish “Alone”", "Publish the release “Results”", "Withdraw “Alone”"]
    assert [each.words for each in upcoming_changes()] == words


def test_the_form_leads_to_a_preview_of_the_whole(editor, release):
    address = at("preview", release)
    assert address in editor.get(at("change", release)).content.decode()
    assert "Emmen" in editor.get(address).content.decode()


# --- Who may ------------------------------------------------------------------------------------------------------


def test_a_writer_composes_a_release_and_cannot_publish_it(somebody, release, event):
    writer = somebody(*WRITER)
    case = CaseFactory(event=event)
    press(writer, "choose", release, item=case.pk)
    assert case in releases.items_of(release)
    page = writer.get(at("change", release)).content.decode()
    assert at("publish", release) not in page and at("schedule", release) not in page
    assert writer.get(at("publish", release)).status_code == 403
    for act in ["publish", "schedule", "unschedule"]:
        assert press(writer, act, release, publish_at=LATER).status_code == 403
    assert set(Case.objects.values_list("state", flat=True)) == {State.DRAFT}


def test_a_writer_chooses_only_from_what_they_may_change(somebody, release):
    speaker, case = SpeakerFactory(), CaseFactory()
    writer = somebody(*WRITER)
    page = writer.get(at("choose", release)).content.decode()
    assert str(case.pk) in page and str(speaker.pk) not in page
    press(writer, "choose", release, item=speaker.pk)
    assert speaker not in releases.items_of(release)


def test_a_writer_cannot_change_what_a_planned_release_holds(somebody, release, form_of):
    schedule.plan_release(release, timezone.now() + timedelta(days=1))
    writer, case = somebody(*WRITER), CaseFactory()
    assert writer.get(at("choose", release)).status_code == 403
    assert press(writer, "remove", release, item=Case.objects.first().pk).status_code == 403
    assert press(writer, "around", release, item=Case.objects.first().pk).status_code == 403
    writer.post(form_of(case).replace("change", "release"), {"release": release.pk})
    assert releases.open_release_of(case) is None


def test_who_may_publish_releases_must_also_be_allowed_to_publish_each_kind_in_it(somebody, release):
    half = somebody(*WRITER, "workflow.publish_release", "events.publish_case", "workflow.delete_release")
    assert half.get(at("publish", release)).status_code == 403
    whole = somebody(*WRITER, "workflow.publish_release", "events.publish_case", "events.publish_event")
    assert told(press(whole, "publish", release)) == ["2 are on the site now."]


def test_a_planned_release_is_deleted_by_none_who_may_not_publish_it(somebody, release, editor):
    schedule.plan_release(release, timezone.now() + timedelta(days=1))
    clerk = somebody(*WRITER, "workflow.delete_release")
    assert clerk.post(at("delete", release), {"post": "yes"}).status_code == 403
    editor.post(at("delete", release), {"post": "yes"})
    assert not Release.objects.exists()
    assert Case.objects.get().state == "draft"


def test_a_release_is_previewed_by_who_may_see_all_that_is_in_it(somebody, release):
    half = somebody(*WRITER)
    assert at("preview", release) not in half.get(at("change", release)).content.decode()
    assert [half.get(at(act, release)).status_code for act in ["preview", "share"]] == [403, 403]
    assert somebody(*WRITER, "events.view_event").get(at("preview", release)).status_code == 200


def test_who_may_only_look_changes_nothing(somebody, release, form_of):
    reader = somebody("workflow.view_release", "events.view_case")
    assert "Mirror" in reader.get(at("change", release)).content.decode()
    for act in ["choose", "around", "remove", "publish", "schedule", "unschedule"]:
        assert press(reader, act, release, item=Case.objects.get().pk, publish_at=LATER).status_code == 403
    assert reader.get(form_of(Case.objects.get()).replace("change", "release")).status_code == 403


@pytest.mark.parametrize("act", ["around", "remove", "schedule", "unschedule"])
def test_looking_at_an_address_that_changes_something_changes_nothing(editor, release, act):
    assert editor.get(at(act, release)).status_code == 405
