"""What a file is that was meant to be a photo, so that its owner understands why it was refused."""

import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import pgettext_lazy

from content.pictures.intake.pixels import HEIF_FORMATS

PDF = pgettext_lazy("kind of file", "a PDF")
GIF = pgettext_lazy("kind of file", "a GIF")
BITMAP = pgettext_lazy("kind of file", "a BMP")
ARCHIVE = pgettext_lazy("kind of file", "an archive or an office document")
HEIC = pgettext_lazy("kind of file", "a HEIC file")
VIDEO = pgettext_lazy("kind of file", "a video")
SVG = pgettext_lazy("kind of file", "an SVG drawing")
WEB_PAGE = pgettext_lazy("kind of file", "a web page")
TEXT = pgettext_lazy("kind of file", "a text")
UNKNOWN = pgettext_lazy("kind of file", "a file that we don't know")

_SIGNATURES = [
    (b"%PDF", PDF),
    (b"GIF8", GIF),
    (b"BM", BITMAP),
    (b"PK\x03\x04", ARCHIVE),
    (b"\xd0\xcf\x11\xe0", ARCHIVE),
    (b"\x1a\x45\xdf\xa3", VIDEO),
]
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*")
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


def begins_like_a_picture(head: bytes) -> bool:
    """Whether a file that begins with `head` is, or was before it broke, of a format that we show."""
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    is_modern = head[4:8] == b"ftyp" and head[8:12] in {b"avif", b"avis", *(_HEIC_BRANDS if HEIF_FORMATS else ())}
    return head.startswith(_PICTURES) or is_webp or is_modern


def kind_of(head: bytes):
    """Return what a file is that begins with the bytes `head` (a thousand will do), with its article: «a PDF»."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[4:8] == b"ftyp":
        return HEIC if head[8:12] in _HEIC_BRANDS else VIDEO
    if b"<svg" in head:
        return SVG
    if b"<html" in head.lower() or b"<!doctype html" in head.lower():
        return WEB_PAGE
    looks_like_text = b"\0" not in head and head.decode("utf-8", "ignore").encode() == head
    return TEXT if looks_like_text else UNKNOWN


# So many libtiff allows to a JPEG inside a TIFF; at 120 megapixels they take five seconds.
MOST_SCANS = 100

# Any marker but a restart; a zero behind 0xFF says that it is none.
_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
_SCAN, _END = b"\xda", b"\xd9"
_WITHOUT_LENGTH = {b"\xd8", b"\x01"}


def has_too_many_scans(content: bytes) -> bool:
    """Whether the JPEG `content` goes over its picture more than MOST_SCANS times.

    What it carries along doesn't count: a thumbnail, a second picture or a film behind the first.
    """
    return next(islice(_scans(content), MOST_SCANS, None), None) is not None


def _scans(content: bytes) -> Iterator[int]:
    """Yield where each scan begins, up to the end of the picture."""
    place = 0
    while (found := _MARKER.search(content, place)) and found[1] != _END:
        place = found.end()
        if found[1] == _SCAN:
            yield place
        if found[1] not in _WITHOUT_LENGTH:
            place += int.from_bytes(content[place : place + 2], "big")
