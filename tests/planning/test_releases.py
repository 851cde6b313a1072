"""Several drafts go live at one moment, or none of them does."""

from datetime import timedelta
from functools import partial
from unittest import mock

import pytest
from django.utils import timezone

from content.planning import releases, schedule
from content.planning.releases import ReleaseRefused
from content.workflow import publishing
from content.workflow.models import Draft, Release, ReleaseItem, Version
from content.workflow.signals import published
from content.workflow.snapshot import content_of
from events.models import Case, Event, Quote
from tests.factories import (
    AlbumFactory,
    CaseFactory,
    EventFactory,
    LessonFactory,
    ProgrammeItemFactory,
    QuoteFactory,
    SpeakerFactory,
)
from tests.racing import at_once, run_all_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(title_nl="Emmen", title_en="Emmen")


@pytest.fixture
def release(event):
    """An event that nobody saw, with a case and a quote."""
    release = Release.objects.create(title="Emmen, results")
    quote = QuoteFactory(event=event, speaker=SpeakerFactory())
    releases.add_items(release, [quote, quote.speaker, CaseFactory(event=event), event])
    return release


def redrafted(item, **changes):
    """Let `item`, which the public sees, have changes that wait."""
    content = content_of(item)
    publishing.keep_draft(item, {**content, "fields": {**content["fields"], **changes}})
    return item


def states() -> set[str]:
    return {item.state for kind in (Event, Case, Quote) for item in kind.objects.all()}


# --- All or nothing -----------------------------------------------------------------------------------------------


def test_everything_goes_live_together(release):
    shown = releases.release_now(release)
    assert states() == {"published"}
    assert len(shown) == 4
    release.refresh_from_db()
    assert release.released_at
    assert [type(item).__name__ for item in shown][-1] == "Quote"  # after its event and its speaker
    assert [type(item).__name__ for item in shown].index("Event") < [type(item).__name__ for item in shown].index(
        "Case"
    )


def test_one_incomplete_thing_keeps_all_of_it_back_and_everything_that_is_wrong_is_said(release, in_english):
    Quote.objects.update(words_en="", words_nl="")
    Case.objects.update(title_nl="", title_en="")
    with pytest.raises(ReleaseRefused) as refused:
        releases.release_now(release)
    assert states() == {"draft"}
    assert {type(problem.item) for problem in refused.value.problems} == {Case, Quote}
    assert any("Fill in the words in the language in which they were said." in said for said in refused.value.messages)
    assert not Version.objects.filter(act="published").exists()


def test_changes_to_what_is_live_go_live_with_the_release(release):
    case = redrafted(CaseFactory(live=True, title_en="Before"), title_en="After")
    releases.add_items(release, [case])
    releases.release_now(release)
    case.refresh_from_db()
    assert case.title_en == "After"
    assert not Draft.objects.exists()


def test_the_history_of_each_names_the_release(release, editor):
    releases.release_now(release, author=editor.user)
    lines = Version.objects.filter(act="published")
    assert {(line.note, line.author) for line in lines} == {("Emmen, results", editor.user)}
    assert lines.count() == 4


def test_nothing_is_announced_of_a_release_that_was_refused(release, django_capture_on_commit_callbacks):
    Case.objects.update(title_nl="", title_en="")
    heard = []
    published.connect(hear := lambda pk, **_kwargs: heard.append(pk), weak=False)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ReleaseRefused):
        releases.release_now(release)
    published.disconnect(hear)
    assert heard == []


def test_an_address_that_two_of_them_want_is_told_in_words(release, event, in_english):
    case = redrafted(CaseFactory(live=True, event=EventFactory(live=True)), slug_en="mirror")
    CaseFactory(event=event, slug_en="mirror")
    releases.add_items(release, [case])
    with pytest.raises(ReleaseRefused) as refused:
        releases.release_now(release)
    assert [problem.item for problem in refused.value.problems] == [case]


def test_publishing_a_release_twice_does_nothing_the_second_time(release):
    releases.release_now(release)
    redrafted(Case.objects.get(), title_en="Afterwards")
    assert releases.release_now(release) == []
    assert Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_publish_once(release):
    shown = at_once(*[lambda: len(releases.release_now(release))] * 2)
    assert sorted(shown) == [0, 4]
    assert Version.objects.filter(act="published").count() == 4


# --- What is skipped ----------------------------------------------------------------------------------------------


def test_what_was_published_alone_or_thrown_away_meanwhile_is_skipped(release):
    publishing.publish(Event.objects.get())
    publishing.throw_away(Quote.objects.get())
    shown = releases.release_now(release)
    assert {type(item).__name__ for item in shown} == {"Case", "Speaker"}
    assert Quote.objects.get().state == "binned"


def test_what_was_deleted_for_good_is_skipped(release):
    publishing.erase(Quote.objects.get())
    assert len(releases.release_now(release)) == 3


# --- What is in it ------------------------------------------------------------------------------------------------


def test_a_draft_is_in_one_open_release_at_most(release, event, in_english):
    other = Release.objects.create(title="Another")
    with pytest.raises(ReleaseRefused, match="is in the release “Emmen, results” already"):
        releases.add_items(other, [event])
    assert not other.items.exists()
    releases.release_now(release)
    releases.add_items(other, [redrafted(event, title_en="Later")])
    assert releases.open_release_of(event) == other


@pytest.mark.django_db(transaction=True)
def test_two_who_add_a_draft_to_different_releases_at_once_do_not_both_succeed(event):
    two = [Release.objects.create(title="One"), Release.objects.create(title="Other")]

    def add(release):
        try:
            releases.add_items(release, [event])
        except ReleaseRefused:
            return "refused"
        return "added"

    assert sorted(at_once(*(partial(add, release) for release in two))) == ["added", "refused"]
    assert ReleaseItem.objects.count() == 1


def test_adding_twice_is_adding_once(release, event):
    releases.add_items(release, [event])
    assert release.items.count() == 4


def test_nothing_is_added_to_what_is_published(release):
    releases.release_now(release)
    with pytest.raises(ReleaseRefused):
        releases.add_items(release, [CaseFactory()])


def test_what_is_taken_out_stays_a_draft(release, event):
    case = Case.objects.get()
    releases.remove_items(release, [case])
    releases.release_now(release)
    case.refresh_from_db()
    assert case.state == "draft"


def test_everything_around_an_event_that_waits_is_found(event):
    case = CaseFactory(event=event, presenters=[presenter := SpeakerFactory()])
    album, lesson = AlbumFactory(event=event), LessonFactory(live=True, event=event)
    onstage = ProgrammeItemFactory(event=event, speakers=[SpeakerFactory(live=True)])
    quote = redrafted(QuoteFactory(live=True, event=event), words_en="Other words")
    added_later = SpeakerFactory()
    changed = CaseFactory(live=True, event=event)
    content = content_of(changed)
    publishing.keep_draft(changed, {**content, "links": {**content["links"], "presenters": [str(added_later.pk)]}})
    CaseFactory()
    found = releases.waiting_with(event)
    assert set(found) == {event, case, presenter, album, onstage, quote, changed, added_later}
    assert lesson not in found


# --- Planning it --------------------------------------------------------------------------------------------------


@pytest.fixture
def nine():
    return timezone.now() + timedelta(days=1)


def test_a_planned_release_goes_live_at_its_moment_as_a_whole(release, nine):
    schedule.plan_release(release, nine)
    assert schedule.next_moment() == nine
    assert schedule.run_due(nine - timedelta(seconds=1)) == 0
    assert states() == {"draft"}
    assert (schedule.run_due(nine), schedule.run_due(nine)) == (1, 0)
    assert states() == {"published"}
    assert schedule.next_moment() is None


def test_what_is_incomplete_or_empty_is_not_planned(release, nine, in_english):
    Case.objects.update(title_nl="", title_en="")
    with pytest.raises(ReleaseRefused):
        schedule.plan_release(release, nine)
    with pytest.raises(ReleaseRefused, match="Nothing in this release waits"):
        schedule.plan_release(Release.objects.create(title="Empty"), nine)
    assert schedule.next_moment() is None


def test_a_release_that_fails_at_its_moment_says_why_and_is_not_tried_again(release, nine):
    schedule.plan_release(release, nine)
    Case.objects.update(title_nl="", title_en="")
    assert schedule.run_due(nine) == 0
    failed = Release.objects.failed().get()
    assert failed.problem.startswith("casus ‘’: Titel (Nederlands): ")
    assert states() == {"draft"}
    Case.objects.update(title_nl="Weer goed")
    assert schedule.run_due(nine) == 0
    schedule.plan_release(release, nine)
    assert schedule.run_due(nine) == 1
    assert not Release.objects.failed().exists()


def test_what_is_added_to_a_planned_release_must_be_complete(release, nine, event):
    schedule.plan_release(release, nine)
    with pytest.raises(ReleaseRefused):
        releases.add_items(release, [QuoteFactory(event=event, words_en="")])
    assert release.items.count() == 4


def test_a_release_taken_from_the_schedule_waits(release, nine):
    schedule.plan_release(release, nine)
    schedule.cancel_release(release)
    assert (schedule.run_due(nine), schedule.next_moment()) == (0, None)


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_release_once(release, nine):
    schedule.plan_release(release, nine)
    at_once(*[lambda: run_all_due(nine)] * 2)
    assert states() == {"published"}
    assert Version.objects.filter(act="published").count() == 4


def test_an_error_half_way_leaves_nothing_published(release):
    real = publishing.publish

    def publish(item, **given):
        return 1 / 0 if isinstance(item, Quote) else real(item, **given)

    with mock.patch("content.workflow.publishing.publish", publish), pytest.raises(ZeroDivisionError):
        releases.release_now(release)
    assert states() == {"draft"}
