"""The documents, which are made beforehand (see smartup.demo.documents)."""

from content.documents.intake import measure_document
from content.documents.models import Document
from smartup.demo.kinds.kind import PublishedKind
from smartup.demo.reading import fields, media_file


class Documents(PublishedKind):
    model, file, table = Document, "documents", "document"
    files = ["file"]

    def make(self, row):
        told = fields(row, "title", "description", "language", "position")
        document = Document(pk=self.key(row), file=media_file(f"documents/{row['file']}"), **told)
        measure_document(document)
        return document
