"""A small site with two of everything, one of which is a draft, and two objects of each kind that lean on each other."""

from content.search.indexing import reindex_all
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


class World:
    """What editors work on in the tests: `subjects` holds a published object of each kind, by the name of its model."""

    def __init__(self):
        SiteSettingsFactory()
        self.pictures = PictureFactory.create_batch(2)
        self.documents = [DocumentFactory(live=True), DocumentFactory(live=True), DocumentFactory()]
        self.speakers = [SpeakerFactory(live=True, portrait=self.pictures[0]), SpeakerFactory(live=True)]
        self.speakers.append(SpeakerFactory())
        for number in (1, 2):
            SpeakerLinkFactory(speaker=self.speakers[0], position=number, url=f"https://example.org/{number}")
        self.projects = [PartnerProjectFactory(live=True, logo=self.pictures[1]), PartnerProjectFactory()]
        self.event = EventFactory(
            live=True, is_home=True, hero=self.pictures[0], projects=self.projects, documents=self.documents
        )
        self.edition = EventFactory(live=True)
        self._fill()
        page = PageFactory(live=True, body_nl=self._links(), body_en=self._links())
        MenuItemFactory(page=page)
        shown = [self.event, self.lesson, self.cases[0], self.speakers[0], self.quote, self.item, self.projects[0]]
        self.subjects = {subject._meta.model_name: subject for subject in [*shown, page, self.documents[0], self.album]}
        reindex_all()

    def _fill(self):
        """Let the event have come to something."""
        self.cases = [
            CaseFactory(live=True, event=self.event, position=1, cover=self.pictures[0], presenters=self.speakers),
            CaseFactory(live=True, event=self.event, position=2, documents=self.documents[1:]),
            CaseFactory(event=self.event, position=3),
        ]
        self.lesson = LessonFactory(live=True, event=self.event)
        for case in self.cases[:2]:
            EvidenceFactory(lesson=self.lesson, case=case)
        EvidenceFactory(lesson=LessonFactory(live=True, event=self.event), case=self.cases[0])
        self.quote = QuoteFactory(live=True, event=self.event, speaker=self.speakers[0])
        QuoteFactory(event=self.event, speaker=self.speakers[1])
        self.item = ProgrammeItemFactory(live=True, event=self.event, speakers=self.speakers[:1], case=self.cases[0])
        ProgrammeItemFactory(live=True, event=self.event)
        self.album = AlbumFactory(live=True, event=self.event)
        for number in (1, 2):
            PhotoFactory(album=self.album, position=number)

    def _links(self) -> str:
        """A text that leads to a case, a lesson and a speaker, whatever their addresses become."""
        targets = [self.cases[0], self.lesson, self.speakers[0]]
        return "".join(f'<p><a href="smartup:{each._meta.label_lower}/{each.pk}">verder</a></p>' for each in targets)
