"""How often a JPEG goes over its picture (ITU-T T.81 §B.1): a camera ten times, but a small file could for minutes."""

import re
from collections.abc import Iterator
from itertools import islice

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
