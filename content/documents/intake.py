"""What is learnt of a file when it comes in: whether it is what its name says, how large it is, how many pages it has."""

from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader

from content.documents.models import Document
from content.documents.names import extension_of

LARGEST = 100 * 1024 * 1024
MOST_PAGES = 100_000
_HEAD = 1024

# What each kind of archive has inside: the folder of an Office document, the type that an OpenDocument states.
_OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_OPEN_DOCUMENT = {"odt": b"text", "ods": b"spreadsheet", "odp": b"presentation"}


def measure_document(document: Document) -> None:
    """Fill in size and pages of `document` from its file, saved or not yet; saves nothing.

    Only a PDF has pages. One that is broken or encrypted has None.
    """
    document.size = document.file.size
    document.pages = _looked_into(document.file, _pages) if extension_of(document.file.name) == "pdf" else None


def check_document(file: File) -> None:
    """Raise ValidationError unless the content of `file` is what the end of its name says, and not too large."""
    if file.size > LARGEST:
        raise ValidationError(_("This file is larger than 100 MB. Make it smaller, or publish it in parts."))
    if not _looked_into(file, lambda opened: _is(extension_of(file.name), opened)):
        raise ValidationError(
            _("This isn't really a %(kind)s file, whatever its name says. Save it in that format and upload it again."),
            params={"kind": extension_of(file.name).upper()},
        )


def _looked_into(file: File, look):
    """What `look` returns for the open file; the file is left as it was, for it may have to be saved yet."""
    was_closed = file.closed
    file.open("rb")
    try:
        return look(file)
    finally:
        file.close() if was_closed else file.seek(0)


def _pages(file: IO[bytes]) -> int | None:
    try:
        reader: Any = PdfReader(file, strict=False)
        count = None if reader.is_encrypted else int(reader.root_object["/Pages"]["/Count"])
    except Exception:  # pypdf lets through whatever it stumbles over, and the number of pages isn't worth an error
        return None
    return count if count and 0 < count <= MOST_PAGES else None


def _is(kind: str, file: IO[bytes]) -> bool:
    head = file.read(_HEAD)
    file.seek(0)
    if kind == "pdf":
        return b"%PDF-" in head
    if kind in ("csv", "txt"):
        return b"\0" not in head and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return _is_archive(kind, file)


def _is_archive(kind: str, file: IO[bytes]) -> bool:
    try:
        with ZipFile(file) as archive:
            return _holds(kind, archive)
    except (BadZipFile, OSError, ValueError, NotImplementedError, KeyError):
        return False


def _holds(kind: str, archive: ZipFile) -> bool:
    names = archive.namelist()
    if kind in _OFFICE:
        return "[Content_Types].xml" in names and any(name.startswith(_OFFICE[kind]) for name in names)
    if kind in _OPEN_DOCUMENT:
        with archive.open("mimetype") as stated:
            return stated.read(100).strip() == b"application/vnd.oasis.opendocument." + _OPEN_DOCUMENT[kind]
    return True
