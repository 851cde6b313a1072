"""Many files as one archive, made while it is sent: memory doesn't grow with it.

Its size is said in advance, so that a browser can tell how long it takes. A file that turns out to be missing or
shorter than it was is reported in the archive itself, by a text at the end, and the size still comes out right.
"""

import logging
from collections.abc import Generator, Iterator
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from django.core.files.storage import Storage
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from zipstream import ZipStream

from content.documents.models import Document
from content.documents.names import extension_of, readable_name, unique_names
from content.texts.languages import text_of

CHUNK = 256 * 1024

# Who fetches an archive over a slow line holds a thread for as long. Half of those that a process has by default
# (smartup/server/gunicorn_conf.py) stay free for everybody else.
AT_ONCE = 4
_places = BoundedSemaphore(AT_ONCE)

_log = logging.getLogger(__name__)


class OriginalChanged(Exception):
    """A file lost so few bytes that there is no room to report it: the download breaks off, which browsers tell."""


class ArchiveMember(NamedTuple):
    """A file that is to go into an archive: what it is called there, and where it is kept."""

    name: str
    storage: Storage
    file: str


class ArchiveEntry(NamedTuple):
    """A file of the archive: what it is called there, where it is kept, how many bytes it had when asked."""

    name: str
    storage: Storage
    file: str
    size: int


def zip_response(members: list[ArchiveMember], filename: str, language: str) -> HttpResponseBase:
    """Return a download of all `members`, in their order.

    filename: of the archive, without extension. language: of the reader, in which missing files are reported.
    When too many archives are being fetched, the answer is 503 and says when to come back.
    """
    archive = ZipArchive(members, language)
    if not _places.acquire(blocking=False):
        return _come_back()
    return StreamingHttpResponse(
        ArchiveStream(archive),
        content_type="application/zip",
        headers={
            "Content-Length": str(archive.length),
            "Content-Disposition": content_disposition_header(True, f"{filename}.zip"),
            "Cache-Control": "no-cache",
            "Content-Encoding": "identity",  # else the gzip middleware packs it once more, and its length is lost
        },
    )


class ArchiveStream:
    """The bytes of an archive; whoever closes it, at the end or when the reader is gone, gives its place free."""

    def __init__(self, archive: "ZipArchive"):
        self._bytes = archive.content()

    def __iter__(self) -> Iterator[bytes]:
        return self._bytes

    def close(self) -> None:
        """Stop reading and free the place; Django calls it once, whatever happened."""
        self._bytes.close()
        _places.release()


class ZipArchive:
    """The archive of `members`; `length` is the number of bytes that `content` will give."""

    def __init__(self, members: list[ArchiveMember], language: str):
        self._language = language
        self._entries: list[ArchiveEntry] = []
        self._problems: list[str] = []
        for member in members:
            self._plan(member)
        self.length = self._planned_length(self._problems)

    def content(self) -> Generator[bytes]:
        """Give the archive's bytes, reading each file when its turn comes. Raises OriginalChanged."""
        stream = ZipStream()
        for entry in self._entries:
            stream.add(self._bytes_of(entry), entry.name, size=entry.size)
            yield from stream.all_files()
        self._add_report(stream, self._problems)
        yield from stream.finalize()

    def _plan(self, member: ArchiveMember) -> None:
        try:
            self._entries.append(ArchiveEntry(*member, size=member.storage.size(member.file)))
        except OSError:
            _log.warning("The file of “%s” is missing: %s", member.name, member.file)
            self._problems.append(member.name)

    def _bytes_of(self, entry: ArchiveEntry) -> Iterator[bytes]:
        """The bytes of a file; if there are fewer than planned, zeros take their place, up to what reporting takes."""
        left = entry.size
        try:
            with entry.storage.open(entry.file) as file:
                while left and (chunk := file.read(min(CHUNK, left))):
                    left -= len(chunk)
                    yield chunk
        except OSError:
            _log.exception("The file of “%s” broke off: %s", entry.name, entry.file)
        if left:
            yield from _zeros(left - self._cost_of_reporting(entry.name))

    def _cost_of_reporting(self, name: str) -> int:
        """Note that a file is not whole, and return how many bytes longer that makes the archive."""
        before = self._planned_length(self._problems)
        self._problems.append(name)
        return self._planned_length(self._problems) - before

    def _planned_length(self, problems: list[str]) -> int:
        plan = ZipStream(sized=True)
        for entry in self._entries:
            plan.add(iter(()), entry.name, size=entry.size)
        self._add_report(plan, problems)
        return len(plan)

    def _add_report(self, stream: ZipStream, problems: list[str]) -> None:
        if not problems:
            return
        with override(self._language):
            title, lead = _("missing files"), _("These files are missing here, or are not complete:")
            advice = _("Fetch them one by one from the site, or tell us.")
        lines = [lead, "", *(f"- {name}" for name in problems), "", advice, ""]
        stream.add("\r\n".join(lines), f"{title}.txt")


def document_members(documents: Any) -> list[ArchiveMember]:
    """Return the files of `documents` (a queryset of Document), each called by its title in its own language."""
    rows, storage = list(documents.as_rows()), Document._meta.get_field("file").storage
    names = unique_names(
        readable_name(text_of(row, "title", row["language"]).words, row["language"], extension_of(row["file"]))
        for row in rows
    )
    return [ArchiveMember(name, storage, row["file"]) for name, row in zip(names, rows, strict=True)]


def _zeros(count: int) -> Iterator[bytes]:
    if count < 0:
        raise OriginalChanged
    for start in range(0, count, CHUNK):
        yield bytes(min(CHUNK, count - start))


def _come_back() -> HttpResponse:
    words = _("Many visitors are fetching these files right now. Please try again in a minute.")
    return HttpResponse(
        words,
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": "60", "Cache-Control": "no-store"},
    )
