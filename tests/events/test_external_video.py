"""The site asks for consent to other hosts' videos while a published event shows one."""

import pytest

from content.workflow import publishing
from tests.factories import CaseFactory, EventFactory, SiteSettingsFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
VIMEO = "https://vimeo.com/123456789"


@pytest.fixture
def asked(visitor, django_capture_on_commit_callbacks):
    """Act, and return whether the site asks its visitors about external media from then on."""
    SiteSettingsFactory()

    def after(act, item) -> bool:
        with django_capture_on_commit_callbacks(execute=True):
            act(item)
        categories = [each["value"] for each in read(visitor, "/en/events/").all("input[name=agreed]")]
        assert categories in ([], ["media"])
        return bool(categories)

    return after


def test_it_asks_from_publication_until_the_event_is_taken_offline(asked):
    event = EventFactory(video_url=VIMEO)
    steps = [publishing.publish, publishing.withdraw, publishing.publish, publishing.throw_away]
    assert [asked(step, event) for step in steps] == [True, False, True, False]


def test_a_draft_does_not_make_it_ask(asked):
    assert not asked(publishing.save, EventFactory(video_url=VIMEO))


@pytest.mark.parametrize("video", [{}, {"video_file": "videos/a.mp4"}])
def test_an_event_without_such_a_video_does_not_make_it_ask(asked, video):
    assert not asked(publishing.publish, EventFactory(**video))


def test_it_goes_on_asking_while_another_event_shows_one(asked):
    first, second = EventFactory(live=True, video_url=VIMEO), EventFactory(video_url=VIMEO)
    assert [asked(publishing.publish, second), asked(publishing.withdraw, first)] == [True, True]


def test_what_happens_to_a_case_changes_nothing(asked):
    case = CaseFactory(event=EventFactory(live=True, video_url=VIMEO))
    assert not asked(publishing.publish, case)
