"""Who is offered which button, in each state that something can be in: what isn't offered can't be pressed by mistake."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.planning import releases, schedule
from content.workflow import publishing
from content.workflow.models import Release
from events.models import Case
from gallery.models import Album
from tests.editing.buttons import actions, buttons, notes, tools
from tests.factories import AlbumFactory, CaseFactory, DraftFactory, EventFactory, PageFactory
from tests.people import browser_of

pytestmark = pytest.mark.django_db

SAVING = ["Save draft", "Save and stay here", "Preview"]
PUBLISHING = ["Publish now", "Publish at this moment"]
PUBLISHING_AGAIN = ["Publish changes now", "Publish at this moment"]
UNPLANNING = ["Take it from the schedule"]

ON_THE_SITE = ["On the site: Dutch", "On the site: English"]
TO_RELEASE = ["Add to a release"]
WRITERS_TOOLS = ["Preview", "Share the preview", "Is this right?", "History"]
READERS_TOOLS = ["Preview", "History"]


def later():
    return timezone.now() + timedelta(days=3)


def draft(event):
    return CaseFactory(event=event)


def live(event):
    return CaseFactory(event=event, live=True)


def waiting(event):
    return DraftFactory(target=live(event)).target


def planned(event):
    case = draft(event)
    schedule.plan_publication(case, later())
    return case


def in_planned_release(event):
    case, release = draft(event), Release.objects.create(title="Results")
    releases.add_items(release, [case])
    schedule.plan_release(release, later())
    return case


def to_be_withdrawn(event):
    case = live(event)
    schedule.plan_withdrawal(case, later())
    return case


def withdrawn(event):
    case = live(event)
    publishing.withdraw(case)
    return case


def withdrawn_waiting(event):
    return DraftFactory(target=withdrawn(event)).target


# In which state a case is → the buttons of a writer, those of a publisher, and the tools that both have.
STATES = {
    draft: (SAVING, [*SAVING, *PUBLISHING, "Throw away"], [*TO_RELEASE, *WRITERS_TOOLS]),
    live: (SAVING, [*SAVING, *PUBLISHING_AGAIN, "Withdraw", "Throw away"], [*ON_THE_SITE, *WRITERS_TOOLS]),
    waiting: (
        [*SAVING, "Discard changes"],
        [*SAVING, *PUBLISHING_AGAIN, "Discard changes", "Withdraw", "Throw away"],
        [*ON_THE_SITE, *TO_RELEASE, *WRITERS_TOOLS],
    ),
    to_be_withdrawn: (
        SAVING,
        [*SAVING, *PUBLISHING_AGAIN, *UNPLANNING, "Withdraw", "Throw away"],
        [*ON_THE_SITE, *WRITERS_TOOLS],
    ),
    withdrawn: (SAVING, [*SAVING, *PUBLISHING, "Throw away"], [*TO_RELEASE, *WRITERS_TOOLS]),
    withdrawn_waiting: (
        [*SAVING, "Discard changes"],
        [*SAVING, *PUBLISHING, "Discard changes", "Throw away"],
        [*TO_RELEASE, *WRITERS_TOOLS],
    ),
}


@pytest.fixture
def event():
    return EventFactory(live=True)


@pytest.mark.parametrize("state", STATES)
def test_the_form_of_a_case_offers_what_one_may_do_with_it(event, form_of, state):
    of_writer, of_publisher, both = STATES[state]
    address = form_of(state(event))
    writer, publisher, officer = (browser_of(who).get(address) for who in ("writer", "publisher", "officer"))
    assert (buttons(writer), tools(writer)) == (of_writer, both)
    assert (buttons(publisher), tools(publisher)) == (of_publisher, both)
    assert buttons(officer) == ["Close"]
    assert tools(officer) == [*(ON_THE_SITE if state(event).is_live else []), *READERS_TOOLS]


def test_what_is_planned_is_left_alone_by_who_may_not_publish_it(event, form_of):
    address = form_of(planned(event))
    writer, publisher = (browser_of(who).get(address) for who in ("writer", "publisher"))
    assert (buttons(writer), tools(writer)) == (["Close"], READERS_TOOLS)
    assert notes(writer)[0].startswith("You can’t edit this now: it is scheduled")
    assert buttons(publisher) == [*SAVING, *PUBLISHING, *UNPLANNING, "Throw away"]
    assert [note[:25] for note in notes(publisher)] == ["This will be published on"]


def test_what_goes_live_with_a_planned_release_is_left_alone_too(event, form_of):
    address = form_of(in_planned_release(event))
    writer, publisher = (browser_of(who).get(address) for who in ("writer", "publisher"))
    assert (buttons(writer), tools(writer)) == (["Close"], READERS_TOOLS)
    assert buttons(publisher) == [*SAVING, *PUBLISHING, "Throw away"]
    assert tools(publisher) == WRITERS_TOOLS
    assert notes(publisher)[0].startswith("Goes live with the release Results on ")


def test_what_is_in_a_release_without_a_moment_is_edited_and_stands_in_no_other(event, form_of):
    case, release = draft(event), Release.objects.create(title="Results")
    releases.add_items(release, [case])
    writer = browser_of("writer").get(form_of(case))
    assert (buttons(writer), tools(writer)) == (SAVING, WRITERS_TOOLS)
    assert notes(writer) == ["Goes live with the release Results , which isn’t planned yet."]


def test_something_new_is_saved_or_published_and_nothing_else(form_of):
    writer, publisher = (browser_of(who).get(form_of(Case)) for who in ("writer", "publisher"))
    assert (buttons(writer), tools(writer)) == ([*SAVING, "Save and add another"], [])
    assert (buttons(publisher), tools(publisher)) == ([*SAVING, *PUBLISHING, "Save and add another"], [])


def test_a_form_in_a_little_window_only_saves(form_of):
    page = browser_of("publisher").get(form_of(Case) + "?_popup=1")
    assert 'name="_publish"' not in page.text
    assert 'value="Save" class="default" name="_save"' in page.text


def test_nobody_is_asked_about_a_page(form_of):
    page = browser_of("publisher").get(form_of(PageFactory()))
    assert tools(page) == ["Add to a release", "Preview", "Share the preview", "History"]


def test_a_photo_editor_publishes_albums_and_throws_them_away(form_of):
    page = browser_of("photo_editor").get(form_of(AlbumFactory(live=True)))
    assert buttons(page) == [*SAVING, *PUBLISHING_AGAIN, "Withdraw", "Throw away"]


@pytest.mark.parametrize(
    "who, offered, links",
    [
        ("writer", [], ["Add case", "Bin"]),
        ("publisher", ["delete_selected", "publish_selected"], ["Add case", "Bin"]),
        ("officer", [], ["Bin"]),
        ("administrator", ["delete_selected", "publish_selected"], ["Add case", "Bin"]),
    ],
)
def test_a_list_offers_what_one_may_do_with_several(list_of, event, who, offered, links):
    draft(event)
    page = browser_of(who).get(list_of(Case))
    assert (actions(page), tools(page)) == (offered, links)


def test_a_list_of_albums_offers_a_writer_nothing_and_a_photo_editor_everything(list_of):
    AlbumFactory()
    assert actions(browser_of("writer").get(list_of(Album))) == []
    assert actions(browser_of("photo_editor").get(list_of(Album))) == ["delete_selected", "publish_selected"]


# --- What stands in a state that has no such button -------------------------------------------------------------------


@pytest.mark.parametrize("state", [draft, withdrawn, planned])
def test_what_the_public_does_not_see_cannot_be_withdrawn(editor, event, state):
    case = state(event)
    case.refresh_from_db()
    before = (case.state, case.published_at)
    address = reverse("admin:events_case_withdraw", args=[case.pk])
    assert [editor.get(address).status_code, editor.post(address).status_code] == [404, 404]
    case.refresh_from_db()
    assert (case.state, case.published_at) == before


@pytest.mark.parametrize("act", ["withdraw", "discard", "unschedule", "release", "share", "ask"])
def test_what_lies_in_the_bin_has_no_pages_of_its_own(editor, event, act):
    case = live(event)
    publishing.throw_away(case)
    assert editor.post(reverse(f"admin:events_case_{act}", args=[case.pk])).status_code == 404


def test_a_writer_withdraws_and_unplans_nothing(event):
    writer, case = browser_of("writer"), to_be_withdrawn(event)
    for act in ("withdraw", "unschedule"):
        assert writer.post(reverse(f"admin:events_case_{act}", args=[case.pk])).status_code == 403
    case.refresh_from_db()
    assert case.is_live


def test_a_writer_discards_no_changes_that_are_planned(event):
    case, writer = waiting(event), browser_of("writer")
    address = reverse("admin:events_case_discard", args=[case.pk])
    schedule.plan_publication(case, later())
    assert writer.post(address).status_code == 403
    schedule.cancel_appointments(case)
    assert writer.post(address).status_code == 302


def test_discarding_where_nothing_waits_leads_back_to_the_form(editor, event, form_of):
    case = live(event)
    page = editor.get(reverse("admin:events_case_discard", args=[case.pk]))
    assert (page.status_code, page.url) == (302, form_of(case))
