"""A prepared question gives what the queryset gives, for whatever key."""

import pytest

from content.database.statements import PreparedQuery
from events.models import Case, Event
from events.outcome import cases_of, home_event, lessons_of
from tests.factories import CaseFactory, EventFactory, EvidenceFactory, LessonFactory, PictureFactory

pytestmark = pytest.mark.django_db


def test_each_event_gets_its_own_answer(django_assert_num_queries):
    first, second = CaseFactory(live=True), CaseFactory(live=True)
    cases_of(first.event_id)
    expected = list(Case.objects.live().for_event(second.event_id).as_cards())
    with django_assert_num_queries(1):
        assert cases_of(second.event_id) == expected


def test_keys_and_dates_come_as_python_objects():
    case = CaseFactory(live=True)
    lesson = LessonFactory(live=True, event=case.event)
    EvidenceFactory(lesson=lesson, case=case)
    [row] = lessons_of(case.event_id)
    assert (row["id"], row["evidence__case_id"]) == (lesson.pk, case.pk)
    [dates] = PreparedQuery(lambda event: Event.objects.filter(pk=event).values("starts", "published_at"))(
        case.event_id
    )
    assert dates == {"starts": case.event.starts, "published_at": case.event.published_at}


def test_the_home_event_comes_whole(django_assert_num_queries):
    EventFactory(live=True)
    picture = PictureFactory()
    EventFactory(live=True, is_home=True, hero=picture, title_nl="De spiegel", title_en="The mirror")
    with django_assert_num_queries(1):
        event = home_event()
        assert (event.title_nl, event.title_en, event.hero, event.poster) == ("De spiegel", "The mirror", picture, None)


def test_without_a_published_event_there_is_none_for_home():
    EventFactory()
    assert home_event() is None
