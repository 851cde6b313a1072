"""A page asks the database the same few questions, whatever the amount of content."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from tests.factories import (
    AlbumFactory,
    CaseFactory,
    DocumentFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    MenuItemFactory,
    PageFactory,
    PartnerProjectFactory,
    PhotoFactory,
    PictureFactory,
    ProgrammeItemFactory,
    QuoteFactory,
    SiteSettingsFactory,
    SpeakerFactory,
    SpeakerLinkFactory,
)

pytestmark = [pytest.mark.scale, pytest.mark.django_db]
AT_MOST = 10


class Emmen:
    """An event with a first one of everything, which can grow."""

    def __init__(self):
        SiteSettingsFactory()
        self.event = EventFactory(live=True, is_home=True, hero=PictureFactory(), story_nl="<p>Een spiegel.</p>")
        self.speaker = SpeakerFactory(live=True, portrait=PictureFactory())
        self.project = PartnerProjectFactory(live=True, logo=PictureFactory())
        self.event.projects.add(self.project)
        self.case = self._case()
        self.lesson = LessonFactory(live=True, event=self.event)
        self.album = AlbumFactory(live=True, event=self.event)
        self.page = PageFactory(live=True)
        self.grow(3)
        self.photo = self.album.photos.first()

    def grow(self, count: int):
        """Add `count` more of everything, all of them where the pages of the first ones show them."""
        for number in range(count):
            case = self._case()
            lesson = LessonFactory(live=True, event=self.event)
            for pair in [(lesson, case), (lesson, self.case), (self.lesson, case)]:
                EvidenceFactory(lesson=pair[0], case=pair[1])
            document = DocumentFactory(live=True)
            self.event.documents.add(document)
            self.case.documents.add(document)
            self.event.projects.add(PartnerProjectFactory(live=True))
            self.project.events.add(EventFactory(live=True))
            QuoteFactory(live=True, event=self.event, speaker=self.speaker)
            ProgrammeItemFactory(live=True, event=self.event, speakers=[self.speaker, SpeakerFactory(live=True)])
            SpeakerLinkFactory(speaker=self.speaker)
            PhotoFactory(album=self.album, position=number)
            PhotoFactory(album=AlbumFactory(live=True, event=self.event))
            MenuItemFactory(page=PageFactory(live=True))

    def _case(self):
        case = CaseFactory(live=True, event=self.event, cover=PictureFactory())
        case.presenters.set([self.speaker, SpeakerFactory(live=True)])
        return case

    def addresses(self) -> dict[str, str]:
        """Every public page in one language, by name."""
        shown = ["event", "speaker", "project", "case", "lesson", "album", "photo", "page"]
        lists = [
            "events:home", "events:events", "events:cases", "events:lessons", "events:speakers", "events:projects",
            "gallery:albums", "documents:list", "search:results", "signups:join", "signups:my_data_ask", "consent:settings",
        ]  # fmt: skip
        return {name: getattr(self, name).get_absolute_url() for name in shown} | {
            name: reverse(name) for name in lists
        }


def counted(visitor, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(address).status_code == 200, address
    return len(queries)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_asks_more_when_there_is_ten_times_as_much(visitor, language):
    with override(language):
        emmen = Emmen()
        addresses = emmen.addresses()
        with_little = {name: counted(visitor, address) for name, address in addresses.items()}
        emmen.grow(27)
        with_much = {name: counted(visitor, address) for name, address in addresses.items()}
    assert with_much == with_little
    assert {name: count for name, count in with_little.items() if count > AT_MOST} == {}


def test_a_search_asks_the_same_for_two_results_as_for_sixty(visitor):
    emmen = Emmen()
    address = f"{reverse('search:results')}?q=case"
    with_little = counted(visitor, address)
    emmen.grow(27)
    assert counted(visitor, address) == with_little <= AT_MOST
