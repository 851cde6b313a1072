"""An officer starts the next edition from the last one, and only changes what differs."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from content.languages import translation_sources
from content.workflow import publishing
from content.workflow.models import Draft, State, Version
from events.models import Event, ProgrammeItem
from events.next_edition import next_edition
from tests.factories import (
    CaseFactory,
    DocumentFactory,
    EditorFactory,
    EventFactory,
    LessonFactory,
    PartnerProjectFactory,
    PictureFactory,
    ProgrammeItemFactory,
    QuoteFactory,
    SpeakerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TITLES = {"title_nl": "Smart Up! 2027", "title_en": "Smart Up! 2027"}


@pytest.fixture
def emmen():
    """A day in summer time, with all that an event can have."""
    return EventFactory(
        live=True,
        title_nl="Smart Up!",
        title_en="Smart Up!",
        starts=date(2018, 9, 19),
        ends=date(2018, 9, 20),
        tagline_en="Meet who does it",
        story_en="<p>It was a fine day.</p>",
        thanks_en="<p>Thank you.</p>",
        transcript_en="<p>A stage.</p>",
        lessons_intro_en="What we learned",
        video_url="https://vimeo.com/123456789",
        hero=PictureFactory(),
        poster=PictureFactory(),
        venue_name="Atlas Theatre",
        venue_city="Emmen",
        latitude="52.78580",
        longitude="6.89760",
        meeting_title_en="A joint meeting",
        meeting_text_nl="<p>Samen.</p>",
        join_text_en="<p>Join us.</p>",
        eu_funded=True,
        funding_programme="Interreg Europe",
        funding_statement_nl="Betaald door Europa",
        is_home=True,
        projects=[PartnerProjectFactory(live=True)],
        documents=[DocumentFactory(live=True)],
    )


def made_from(event, starts=date(2027, 1, 20)) -> Event:
    return next_edition(event, titles=TITLES, starts=starts).event


def test_the_frame_comes_along_and_what_came_out_of_it_does_not(emmen):
    edition = made_from(emmen)
    edition.refresh_from_db()
    kept = ["tagline_en", "venue_name", "venue_city", "latitude", "longitude", "meeting_title_en", "meeting_text_nl",
            "join_text_en", "eu_funded", "funding_programme", "funding_statement_nl"]  # fmt: skip
    emmen.refresh_from_db()
    assert [getattr(edition, name) for name in kept] == [getattr(emmen, name) for name in kept]
    left = ["story_en", "thanks_en", "transcript_en", "lessons_intro_en", "video_url", "hero", "poster", "is_home"]
    assert [bool(getattr(edition, name)) for name in left] == [False] * len(left)
    assert (list(edition.projects.all()), list(edition.documents.all())) == (list(emmen.projects.all()), [])


def test_it_is_a_draft_with_its_own_days_and_address(emmen, visitor):
    edition = made_from(emmen)
    assert (edition.state, edition.published_at) == (State.DRAFT, None)
    assert (edition.starts, edition.ends) == (date(2027, 1, 20), date(2027, 1, 21))
    assert (edition.slug_nl, edition.slug_en) == ("smart-up-2027", "smart-up-2027")
    assert visitor.get(edition.get_absolute_url()).status_code == 404


def test_the_same_title_gets_an_address_of_its_own(emmen):
    edition = next_edition(emmen, titles={"title_nl": "Smart Up!", "title_en": ""}, starts=date(2027, 1, 20)).event
    assert (edition.slug_nl, edition.slug_en) == ("smart-up-2", None)


def test_nine_o_clock_stays_nine_o_clock_in_winter(emmen):
    speaker = SpeakerFactory(live=True)
    at_nine = datetime(2018, 9, 19, 7, 0, tzinfo=UTC)  # summer time
    next_day = datetime(2018, 9, 20, 14, 30, tzinfo=UTC)
    ProgrammeItemFactory(
        live=True, event=emmen, title_en="Welcome", starts=at_nine, ends=at_nine.replace(hour=8), room_en="Mirror hall",
        speakers=[speaker], case=CaseFactory(live=True, event=emmen), position=3,
    )  # fmt: skip
    ProgrammeItemFactory(live=True, event=emmen, title_en="Drinks", starts=next_day)
    edition = made_from(emmen, starts=date(2027, 1, 20))
    welcome, drinks = ProgrammeItem.objects.for_event(edition).order_by("starts")
    assert (welcome.starts, welcome.ends) == (
        datetime(2027, 1, 20, 8, 0, tzinfo=UTC),
        datetime(2027, 1, 20, 9, 0, tzinfo=UTC),
    )
    assert (drinks.starts, drinks.ends) == (datetime(2027, 1, 21, 15, 30, tzinfo=UTC), None)
    assert (welcome.title_en, welcome.room_en, welcome.position, welcome.case) == ("Welcome", "Mirror hall", 3, None)
    assert (welcome.state, welcome.published_at, list(welcome.speakers.all())) == (State.DRAFT, None, [speaker])


def test_the_old_edition_is_left_as_it_was(emmen, visitor):
    ProgrammeItemFactory(live=True, event=emmen)
    before = visitor.get(emmen.get_absolute_url()).text
    made_from(emmen)
    assert visitor.get(emmen.get_absolute_url()).text == before


def test_what_was_taken_away_does_not_come_back(emmen):
    gone, binned = ProgrammeItemFactory(live=True, event=emmen), ProgrammeItemFactory(live=True, event=emmen)
    publishing.withdraw(gone)
    publishing.throw_away(binned)
    assert next_edition(emmen, titles=TITLES, starts=date(2027, 1, 20)).programme == 0


def test_what_was_said_shown_and_learned_stays_behind(emmen):
    CaseFactory(live=True, event=emmen)
    LessonFactory(live=True, event=emmen)
    QuoteFactory(live=True, event=emmen)
    edition = made_from(emmen)
    assert [edition.cases.count(), edition.lessons.count(), edition.quotes.count()] == [0, 0, 0]


def test_changes_that_wait_on_the_old_edition_are_not_copied(emmen):
    draft = Draft.objects.create(
        target=emmen, title="Later", before={"fields": {}}, after={"fields": {"venue_name": "Elsewhere"}}
    )
    assert made_from(emmen).venue_name == "Atlas Theatre"
    assert Draft.objects.get() == draft


def test_an_event_without_a_date_gives_its_programme_the_new_day():
    event = EventFactory(starts=None, ends=None)
    ProgrammeItemFactory(event=event, starts=datetime(2026, 5, 1, 9, tzinfo=UTC))
    ProgrammeItemFactory(event=event, starts=None)
    edition = made_from(event, starts=date(2027, 5, 3))
    assert {item.starts for item in edition.programme.all()} == {datetime(2027, 5, 3, 9, tzinfo=UTC), None}
    assert edition.ends == date(2027, 5, 3)


def test_the_history_says_where_it_came_from(emmen):
    ProgrammeItemFactory(live=True, event=emmen, title_en="Welcome", title_nl="Welkom")
    account = EditorFactory()
    edition = next_edition(emmen, titles=TITLES, starts=date(2027, 1, 20), author=account).event
    lines = [Version.objects.of(item).get() for item in (edition, edition.programme.get())]
    assert [(line.act, line.note, line.author) for line in lines] == [
        (Version.Act.CREATED, "from “Smart Up!”", account),
        (Version.Act.CREATED, "from “Welcome”", account),
    ]


def test_a_translation_that_was_outdated_is_so_still(emmen):
    item = ProgrammeItemFactory(live=True, event=emmen, title_nl="Welkom", title_en="Welcome")
    translation_sources.note_text_changes(item, None)
    before = ProgrammeItem.objects.get(pk=item.pk)
    item.title_nl = "Hartelijk welkom"
    item.save()
    translation_sources.note_text_changes(item, before)
    copy = made_from(emmen).programme.get()
    assert translation_sources.read_sources(copy) == translation_sources.read_sources(item)


# --- In the admin -----------------------------------------------------------------------------------------------------


def door(event) -> str:
    return reverse("admin:events_event_next_edition", args=[event.pk])


def test_an_editor_starts_it_from_the_form_of_the_old_one(editor, emmen):
    ProgrammeItemFactory(live=True, event=emmen)
    form = editor.get(reverse("admin:events_event_change", args=[emmen.pk]))
    assert f'href="{door(emmen)}"' in form.text
    asked = editor.get(door(emmen))
    assert 'value="Smart Up!"' in asked.text
    answer = editor.post(door(emmen), {**TITLES, "starts": "2027-01-20"}, headers={"accept-language": "en"})
    edition = Event.objects.get(title_en="Smart Up! 2027")
    assert answer.url == reverse("admin:events_event_change", args=[edition.pk])
    opened = editor.get(answer.url, headers={"accept-language": "en"})
    said = str(next(iter(opened.context["messages"])))
    assert said.startswith("This is a draft, made from “Smart Up!” with its place, its calls and its funding.")
    assert "Programme items, as drafts on the new days: 1. Partner projects: 1." in said


@pytest.mark.parametrize(
    "sent", [{"title_en": "Smart Up!"}, {"starts": "2027-01-20"}, {"starts": "some day", **TITLES}]
)
def test_without_a_title_or_a_day_it_asks_again_and_makes_nothing(editor, emmen, sent):
    assert editor.post(door(emmen), sent).status_code == 200
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("may", "status"),
    [
        (["view_event", "add_event", "add_programmeitem"], 302),
        (["view_event", "add_event"], 403),
        (["view_event", "change_event", "add_programmeitem"], 403),
        (["add_event", "add_programmeitem"], 403),
    ],
)
def test_it_takes_who_may_add_events_and_programme(emmen, may, status):
    client, account = Client(), EditorFactory(is_superuser=False)
    kinds = ContentType.objects.get_for_models(Event, ProgrammeItem).values()
    account.user_permissions.set(Permission.objects.filter(content_type__in=kinds, codename__in=may))
    client.force_login(account)
    assert client.post(door(emmen), {**TITLES, "starts": "2027-01-20"}).status_code == status
    assert Event.objects.count() == (2 if status == 302 else 1)
