"""The events, with what was on their programme."""

from decimal import Decimal

from content.documents.intake import measure_document
from content.documents.models import Document
from content.pictures.models import Picture
from demo.kinds.kind import PublishedKind, Row, keys
from demo.reading import demo_key, fields, media_file, read, time_of
from events.models import Case, Event, PartnerProject, ProgrammeItem, Speaker
from gallery.models import Album


class Events(PublishedKind):
    model, file, table = Event, "events", "event"
    files = ["video_file", "captions_nl", "captions_en"]

    def make(self, row):
        told = fields(
            row, "title", "tagline", "story", "thanks", "starts", "ends",
            "venue_name", "venue_street", "venue_postcode", "venue_city", "venue_country",
            "lessons_intro", "join_title", "join_text", "meeting_title", "meeting_text",
            "funding_programme", "funding_statement",
        )  # fmt: skip
        return Event(
            pk=self.key(row),
            latitude=Decimal(str(row["latitude"])),
            longitude=Decimal(str(row["longitude"])),
            hero_id=demo_key(Picture, row["hero"]),
            eu_funded=bool(row["funding_programme"]),
            is_home=row["is_home"] and not Event.objects.filter(is_home=True).exists(),
            **told,
            **(_video(row) if "video" in row else {}),
        )

    def connect(self, item, row):
        item.projects.set(keys(PartnerProject, row["projects"]))
        item.documents.set(keys(Document, [*row["documents"], *_documents_of_cases(row)]))


def _video(row: Row) -> dict:
    return fields(row, "transcript") | {
        "video_file": media_file(f"{row['video']}.mp4"),
        "captions_nl": media_file(f"{row['video']}.nl.vtt"),
        "captions_en": media_file(f"{row['video']}.en.vtt"),
        "poster_id": demo_key(Picture, row["poster"]),
    }


def _documents_of_cases(row: Row) -> list[str]:
    """All documents of an event are offered in one archive, so it has those of its cases too."""
    return [name for case in read("cases")["case"] if case["event"] == row["key"] for name in case["documents"]]


class Programme(PublishedKind):
    model, file, table = ProgrammeItem, "programme", "item"

    def name(self, row: Row) -> str:
        return f"{row['event']}/{row['starts']}"

    def make(self, row):
        return ProgrammeItem(
            pk=self.key(row),
            event_id=demo_key(Event, row["event"]),
            case_id=demo_key(Case, row["case"]) if "case" in row else None,
            starts=time_of(row["starts"]),
            ends=time_of(row["ends"]),
            **fields(row, "title", "description", "room", "position"),
        )

    def connect(self, item, row):
        item.speakers.set(keys(Speaker, row["speakers"]))


class Albums(PublishedKind):
    model, file, table = Album, "albums", "album"

    def make(self, row):
        told = fields(row, "title", "description", "position")
        return Album(pk=self.key(row), event_id=demo_key(Event, row["event"]), **told)


class Documents(PublishedKind):
    model, file, table = Document, "documents", "document"
    files = ["file"]

    def make(self, row):
        told = fields(row, "title", "description", "language", "position")
        document = Document(pk=self.key(row), file=media_file(f"documents/{row['file']}"), **told)
        measure_document(document)
        return document
