"""Deleting the sizes of a picture, as soon as nothing on the site shows it any more."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from content.pictures.models import ImageBase, every_kind

FOLDER = "renditions/"

# Making the slowest picture takes minutes; what still has a name of its own then was left by a crash.
UNFINISHED_FOR = timedelta(days=1)


def drop_unwanted(digest: str) -> None:
    """Delete the sizes of the picture with this `digest`, unless something on the site shows that."""
    if not digest or _is_wanted(digest):
        return
    folder = PurePosixPath(FOLDER) / digest[:2]
    names: list[str] = []
    with suppress(FileNotFoundError):
        names = default_storage.listdir(str(folder))[1]
    for name in names:
        if name.startswith(f"{digest}-"):  # whichever widths and formats they were made in
            default_storage.delete(f"{folder}/{name}")


def drop_replaced(before: ImageBase, after: ImageBase) -> None:
    """Delete the sizes that a picture had `before` it was turned or replaced, once that is committed.

    A photo that is taken down takes the sizes along that it has: no older ones may be left at their addresses.
    """
    if before.digest != after.digest:
        drop_once_committed(before.digest)


def drop_once_committed(digest: str) -> None:
    """Delete the sizes of a picture once the transaction is committed, unless something shows it then.

    Whoever changed something is not told of a storage that fails afterwards: the night sweeps up.
    """
    transaction.on_commit(partial(drop_unwanted, digest), robust=True)


def left_behind() -> Iterator[str]:
    """Yield the names of sizes that nothing shows, and of those that were never finished: what a crash left behind.

    What is known when we begin spares a question for each file; what is not may have come since, so that is asked.
    """
    known = {digest for kind in every_kind() for digest in kind.with_sizes().values_list("digest", flat=True)}
    for folder, names in _folders():
        for name in names:
            digest = name.partition("-")[0]
            if name.startswith("."):
                if _is_old(folder + name):
                    yield folder + name
            elif digest not in known and not _is_wanted(digest):
                yield folder + name


def _is_wanted(digest: str) -> bool:
    return any(kind.with_sizes().filter(digest=digest).exists() for kind in every_kind())


def _folders() -> Iterator[tuple[str, list[str]]]:
    try:
        folders = default_storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return
    for folder in folders:
        yield f"{FOLDER}{folder}/", default_storage.listdir(f"{FOLDER}{folder}")[1]


def _is_old(name: str) -> bool:
    try:
        return default_storage.get_modified_time(name) < timezone.now() - UNFINISHED_FOR
    except FileNotFoundError:  # finished meanwhile
        return False
