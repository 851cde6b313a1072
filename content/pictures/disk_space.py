"""Room on the disk: what comes in, and what is made of it, leaves enough for the rest of the site."""

import shutil
from pathlib import Path

# What stays free: a database that can't write stops the whole site.
RESERVE = 256 * 1024**2


class NoRoom(OSError):
    """The disk is full, or nearly so."""


def check_room(folder: Path, size: int = 0) -> None:
    """Raise NoRoom when the disk that has `folder`, made if need be, couldn't take `size` bytes and keep its reserve."""
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < RESERVE + size:
        raise NoRoom(f"Less than {(RESERVE + size) // 1024**2} MiB are free on the disk of {folder}.")
