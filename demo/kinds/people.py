"""Who spoke, what they said, and the projects that brought them together."""

from content.pictures.models import Picture
from demo.kinds.kind import PublishedKind, Row
from demo.reading import demo_key, fields, read
from events.models import Event, PartnerProject, Quote, Speaker


class Speakers(PublishedKind):
    """Some have no portrait: their initials are shown."""

    model, file, table = Speaker, "speakers", "speaker"

    def make(self, row):
        told = fields(row, "name", "role", "organisation", "biography")
        return Speaker(pk=self.key(row), portrait_id=_picture(f"portrait-{row['key']}"), **told)

    def connect(self, item, row):
        for position, link in enumerate(row["links"], start=1):
            item.links.create(position=position, **fields(link, "label", "url"))


class Projects(PublishedKind):
    model, file, table = PartnerProject, "projects", "project"

    def make(self, row):
        told = fields(row, "acronym", "name", "description", "programme", "website", "position")
        return PartnerProject(pk=self.key(row), logo_id=_picture(f"logo-{row['key']}"), **told)


class Quotes(PublishedKind):
    model, file, table = Quote, "quotes", "quote"

    def name(self, row: Row) -> str:
        return f"{row['event']}/{row['speaker']}"

    def make(self, row):
        told = fields(row, "words", "original_language", "position")
        speaker_id = demo_key(Speaker, row["speaker"])
        return Quote(pk=self.key(row), event_id=demo_key(Event, row["event"]), speaker_id=speaker_id, **told)


def _picture(name: str):
    """The key of a picture, or None when none of that name is drawn."""
    drawn = {row["key"] for row in read("pictures")["picture"]}
    return demo_key(Picture, name) if name in drawn else None
