"""Who left, in a file beside the database: whoever sets the database back to a backup doesn't set this back along with it.

A line each: the moment, whether somebody left or came back, and the keyed digest of the address (signups.erasing.suppression).
Lines are added and never changed, by any number of processes.
"""

import os
import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

_LEFT, _BACK = "left", "back"
_LINE = re.compile(rf"(\S+) ({_LEFT}|{_BACK}) ([0-9a-f]{{64}})")


class DepartureRecord(NamedTuple):
    """The last that the file says of an address."""

    at: datetime
    is_over: bool


def departures_path() -> Path:
    """Return where the file is; there is none as long as nobody left."""
    return Path(settings.DATA_DIR) / "addresses_left"


def note_departure(digest: str, at: datetime, *, is_over: bool = False) -> None:
    """Add that the owner of an address left, or that this is over; when it returns, the line outlasts a power cut."""
    # What a crash left of a line before, if anything, ends here. The digest comes last: half a line names nobody.
    line = f"\n{at.isoformat()} {_BACK if is_over else _LEFT} {digest}\n"
    target = os.open(departures_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(target, line.encode())
        os.fsync(target)
    finally:
        os.close(target)


def read_departures() -> dict[str, DepartureRecord]:
    """Return the last of each digest."""
    try:
        lines = departures_path().read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    found = filter(None, map(_LINE.fullmatch, lines))
    return {line[3]: DepartureRecord(datetime.fromisoformat(line[1]), line[2] == _BACK) for line in found}
