"""The sizes that visitors get: made from the original, named by its content, so that browsers may keep them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile, TemporaryDirectory

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction

from content.pictures.disk_space import check_room
from content.pictures.models import ImageBase
from content.pictures.renditions.render_worker import RenditionOrder, render_files
from content.pictures.renditions.rendition_cleanup import FOLDER, drop_unwanted
from content.pictures.renditions.widths import widths_for
from content.pictures.renditions.worker_process import develop_elsewhere
from content.workflow.signals import published

# Below this many pixels, making the sizes takes less than starting a process for it.
SMALL = 1_000_000


class OriginalMissing(Exception):
    """Storage has lost the file that the sizes are made from."""


def extensions_for(transparent: bool) -> tuple[str, str]:
    """Return the format for browsers of today, and the one that every browser shows."""
    return ("avif", "png") if transparent else ("avif", "jpg")


def rendition_name(digest: str, width: int, extension: str) -> str:
    """Return under which name storage keeps a size of the picture whose content has `digest`."""
    return f"{FOLDER}{digest[:2]}/{digest}-{width}.{extension}"


def rendition_url(digest: str, width: int, extension: str) -> str:
    """Return the address of a size; it does not look whether that has been made."""
    return _base_url() + rendition_name(digest, width, extension)


@cache
def _base_url() -> str:
    return default_storage.url("")


def make_missing(illustration: ImageBase) -> int:
    """Make the sizes of `illustration` that are not there, mark it as ready, and return how many were made.

    Raises OriginalMissing, NoRoom, RenderingFailed, or what Pillow raises on a file that broke after it was taken in. Sizes that were made
    by then are kept, so that the next try has less to do.
    """
    missing = _missing(illustration)
    try:
        if missing:
            _make(illustration, missing)
        if not _missing(illustration):  # they are, when it was taken down meanwhile, and came back
            _mark_ready(illustration)
    finally:  # it may have been taken down, or replaced, meanwhile
        drop_unwanted(illustration.digest)
    return sum(len(extensions) for extensions in missing.values())


def _missing(illustration: ImageBase) -> dict[int, list[str]]:
    """Return width → extensions to make."""
    wanted = {
        width: [
            extension
            for extension in extensions_for(illustration.transparent)
            if not default_storage.exists(rendition_name(illustration.digest, width, extension))
        ]
        for width in widths_for(illustration.width, illustration.height)
    }
    return {width: extensions for width, extensions in wanted.items() if extensions}


def _make(illustration: ImageBase, missing: dict[int, list[str]]) -> None:
    """Have `missing` made in the darkroom, which works with files of this machine, whatever storage there is."""
    with _local_original(illustration) as original, _local_folder() as root:
        check_room(root)
        files = [
            RenditionOrder(
                width,
                max(1, round(illustration.height * width / illustration.width)),
                extension,
                f"{root}/{rendition_name(illustration.digest, width, extension)}",
            )
            for width, extensions in missing.items()
            for extension in extensions
        ]
        mode = "RGBA" if illustration.transparent else "RGB"
        if illustration.width * illustration.height <= SMALL:
            render_files(str(original), mode, files, illustration.rotation)
        else:
            order = {"original": str(original), "mode": mode, "files": files, "rotation": illustration.rotation}
            develop_elsewhere(json.dumps(order))


@contextmanager
def _local_original(illustration: ImageBase) -> Iterator[Path]:
    """Give a path to the original, or to a copy of it; raise OriginalMissing."""
    storage, name = illustration.original.storage, str(illustration.original.name)
    path = _path(storage, name)
    if path and path.is_file():
        yield path
        return
    with NamedTemporaryFile() as copy:
        try:
            with storage.open(name) as file:
                copyfileobj(file, copy)
        except FileNotFoundError as error:
            raise OriginalMissing(name) from error
        copy.flush()
        yield Path(copy.name)


@contextmanager
def _local_folder() -> Iterator[Path]:
    """Give the folder of public files, or one from which everything is sent to the storage, once all is made."""
    path = _path(default_storage, FOLDER)
    if path:
        yield path.parent
        return
    with TemporaryDirectory() as folder:
        yield Path(folder)
        for file in Path(folder, FOLDER).rglob("*.*"):
            default_storage.save(str(file.relative_to(folder)), ContentFile(file.read_bytes()))


def _path(storage: Storage, name: str) -> Path | None:
    """Return where `storage` has `name` on this machine, if it does."""
    try:
        return Path(storage.path(name))
    except NotImplementedError:
        return None


def _mark_ready(illustration: ImageBase) -> None:
    """Say on the row that all is there, unless it has been changed or taken down meanwhile; pages may show it now."""
    rows = type(illustration).with_sizes().filter(pk=illustration.pk, digest=illustration.digest)
    if rows.update(ready=True):
        illustration.ready = True
        transaction.on_commit(partial(published.send, sender=type(illustration), pk=illustration.pk))
