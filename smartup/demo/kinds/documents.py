"""The documents, which are made beforehand (see smartup.demo.documents)."""

from content.documents.intake import measure
from content.documents.models import Document
from smartup.demo.kinds.kind import PublishedKind
from smartup.demo.reading import fields, media


class Documents(PublishedKind):
    model, file, table = Document, "documents", "document"
    files = ["file"]

    def make(self, row):
        told = fields(row, "title", "description", "language", "position")
        document = Document(pk=self.key(row), file=media(f"documents/{row['file']}"), **told)
        measure(document)
        return document
