"""The sizes that visitors get: made from the original, named by its content, so that browsers may keep them for ever."""

import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from content.pictures.models import Illustration
from content.pictures.pixels import FORMATS, as_shown, lying, shrunk
from content.workflow.signals import published

LADDER = (320, 480, 640, 960, 1280, 1600, 1920, 2560)
FOLDER = "renditions/"

# AVIF at 58 is as good to look at as JPEG at 80 in half the bytes; speed 6, its default, takes six times as long as
# 8 and saves little. One thread: two of them on two cores would keep visitors waiting.
ENCODERS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 58, "speed": 7, "max_threads": 1},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "png": {"format": "PNG"},
}


class OriginalMissing(Exception):
    """Storage has lost the file that the sizes are made from."""


@lru_cache(maxsize=512)
def widths_for(width: int) -> tuple[int, ...]:
    """Return the widths in pixels of a picture that is `width` wide, narrowest first; never wider than it is."""
    widest = min(width, LADDER[-1])
    return (*(step for step in LADDER if step < widest), widest)


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


def make_missing(illustration: Illustration) -> int:
    """Make the sizes of `illustration` that are not there, mark it as ready, and return how many were made.

    Raises OriginalMissing, or what Pillow raises on a file that broke after it was taken in. Sizes that were made
    by then are kept, so that the next try has less to do.
    """
    missing = _missing(illustration)
    if missing:
        _make(illustration, missing)
    _mark_ready(illustration)
    return sum(len(extensions) for extensions in missing.values())


def _missing(illustration: Illustration) -> dict[int, list[str]]:
    """Return width → extensions to make."""
    wanted = {
        width: [
            extension
            for extension in extensions_for(illustration.transparent)
            if not default_storage.exists(rendition_name(illustration.digest, width, extension))
        ]
        for width in widths_for(illustration.width)
    }
    return {width: extensions for width, extensions in wanted.items() if extensions}


def _make(illustration: Illustration, missing: dict[int, list[str]]) -> None:
    """Decode once, come down the ladder, each size from the one above it, and encode on all cores meanwhile."""
    pixels = _decoded(illustration, widest=max(missing))
    with ThreadPoolExecutor(os.cpu_count()) as encoders:
        kept = []
        for width in sorted(missing, reverse=True):
            pixels = _scaled(pixels, illustration, width)
            # The format that every browser shows is done in a moment, and then there is something to see.
            for extension in reversed(missing[width]):
                name = rendition_name(illustration.digest, width, extension)
                kept.append(encoders.submit(_keep_encoded, name, pixels, extension))
        for work in kept:
            work.result()


def _size(illustration: Illustration, width: int) -> tuple[int, int]:
    return width, max(1, round(illustration.height * width / illustration.width))


def _scaled(pixels: Image.Image, illustration: Illustration, width: int) -> Image.Image:
    size = _size(illustration, width)
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)


def _decoded(illustration: Illustration, widest: int) -> Image.Image:
    """Return the pixels of the original, upright and in sRGB, hardly larger than `widest`.

    They are scaled down before anything else is done to them: a photo of 24 megapixels takes 72 MB, and each step
    that makes a copy would take as much again.
    """
    try:
        file = illustration.original.storage.open(str(illustration.original.name))
    except FileNotFoundError as error:
        raise OriginalMissing(illustration.original.name) from error
    with file, Image.open(file, formats=FORMATS) as image:
        size = lying(image, _size(illustration, widest))
        # A JPEG can be decoded at a half or less, but scaled so crudely that the widest size must not be near it.
        image.draft(image.mode, (2 * size[0], 2 * size[1]))
        shown = as_shown(shrunk(image, size))
        mode = "RGBA" if illustration.transparent else "RGB"
        return shown if shown.mode == mode else shown.convert(mode)


def _keep_encoded(name: str, pixels: Image.Image, extension: str) -> None:
    written = BytesIO()
    pixels.save(written, **ENCODERS[extension])
    _keep(name, written.getvalue())


def _keep(name: str, content: bytes) -> None:
    """Store `content`, so that nobody ever sees half of it, not even after a power cut."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # a storage elsewhere shows a file when it has all of it
        default_storage.save(name, ContentFile(content))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write(unfinished, content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _mark_ready(illustration: Illustration) -> None:
    """Say on the row that all is there, unless its file has been changed meanwhile; pages may show it now."""
    rows = type(illustration)._base_manager.filter(pk=illustration.pk, digest=illustration.digest)
    if rows.update(ready=True):
        illustration.ready = True
        transaction.on_commit(partial(published.send, sender=type(illustration), pk=illustration.pk))
