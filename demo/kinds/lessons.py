"""The cases, the lessons, and where a case shows a lesson."""

from content.documents.models import Document
from content.pictures.models import Picture
from demo.kinds.kind import Kind, PublishedKind, Row, keys
from demo.reading import demo_key, fields
from events.models import Case, Event, Evidence, Lesson, Speaker


class Cases(PublishedKind):
    model, file, table = Case, "cases", "case"

    def make(self, row):
        return Case(
            pk=self.key(row),
            event_id=demo_key(Event, row["event"]),
            cover_id=None if row.get("draft") else demo_key(Picture, f"cover-{row['key']}"),
            **fields(row, "title", "summary", "story", "region", "position"),
        )

    def connect(self, item, row):
        item.presenters.set(keys(Speaker, row["presenters"]))
        item.documents.set(keys(Document, row["documents"]))


class Lessons(PublishedKind):
    model, file, table = Lesson, "lessons", "lesson"

    def make(self, row):
        told = fields(row, "title", "summary", "text", "icon", "position")
        return Lesson(pk=self.key(row), event_id=demo_key(Event, row["event"]), **told)


class EvidenceOfCases(Kind):
    model, file, table = Evidence, "evidence", "evidence"

    def name(self, row: Row) -> str:
        return f"{row['lesson']}/{row['case']}"

    def missing(self):
        """Those whose cell of the map an editor hasn't filled otherwise."""
        filled = set(Evidence.objects.values_list("lesson_id", "case_id"))
        return [row for row in super().missing() if tuple(_cell(row).values()) not in filled]

    def make(self, row):
        # The slides that were shown in Emmen were the English ones.
        slides = demo_key(Document, f"slides-{row['case']}-en") if "slide" in row else None
        told = fields(row, *{"passage", "slide", "moment"}.intersection(row))
        return Evidence(pk=self.key(row), document_id=slides, **_cell(row), **told)


def _cell(row: Row) -> dict:
    return {"lesson_id": demo_key(Lesson, row["lesson"]), "case_id": demo_key(Case, row["case"])}
