"""Where a document is fetched."""

from uuid import UUID

from content.languages.addresses import page_path_by_key


def file_address(pk: UUID) -> str:
    """Return the path at which the document with key `pk` is fetched, the same in each language."""
    return page_path_by_key("document_files:file", pk)
