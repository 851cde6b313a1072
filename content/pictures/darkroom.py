"""The darkroom: where the sizes of one picture are made, in a process of its own.

A photo of 24 megapixels takes 92 MiB once it is decoded, and its widest AVIF another 100 while it is encoded. A process
gives all of that back when it ends, takes nobody along when a file makes it fall, and lets those who wait for a page go
first. Nothing of Django is needed here, so it starts in a tenth of a second.
"""

import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from itertools import chain, groupby
from pathlib import Path
from threading import Condition
from typing import Any, NamedTuple

from PIL import AvifImagePlugin, Image  # noqa: F401 (else Pillow looks through all of its plugins for AVIF)

from content.pictures.pixels import FORMATS, as_shown, is_smooth, lying, shrunk

CORES = os.cpu_count() or 1
# Chosen by the table in docs/pictures.md. An AVIF takes whichever cores are idle: the others may be waiting for room.
ENCODERS: dict[str, dict[str, Any]] = {
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "png": {"format": "PNG"},
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": CORES},
}
AT_ONCE = 4_600_000
# A size wider than this part of the widest is made of the original too: rounding twice so close by would show in SSIM.
NEAR = 2 / 3
POLITENESS = 10


class Wanted(NamedTuple):
    """A file to be made: its size in pixels, which of ENCODERS, and where to put it."""

    width: int
    height: int
    extension: str
    path: str


def main() -> None:
    """Make what standard input orders: as JSON, the arguments of `develop`."""
    os.nice(POLITENESS)
    order = json.loads(sys.stdin.read() or "null")
    if order is None:  # whoever started us has gone
        return
    develop(order["original"], order["mode"], [Wanted(*wanted) for wanted in order["files"]], order["rotation"])


def develop(original: str, mode: str, files: list[Wanted], rotation: int = 0) -> None:
    """Make `files` of the picture at path `original`, as RGB or RGBA; raise what Pillow raises on one that is broken.

    rotation: degrees by which an editor has turned it clockwise. Decodes once, down to the widest, of which (or
    of half of it) most others are made. What is done by then stays: the next try has less to do. One core begins with
    the widest and the others with the narrowest, until they meet: so none is idle at the end, and there is something to
    see in a moment. None of them waits for the disk.
    """
    by_size = {size: list(same) for size, same in groupby(sorted(files, reverse=True), lambda file: file[:2])}
    widest = next(iter(by_size))
    half = next((size for size in by_size if 2 * size[0] == widest[0]), widest)
    direct = sorted(size for size in by_size if size[0] > NEAR * widest[0])
    decoded = _turned(original, mode, direct, rotation)
    pixels = decoded[-1]
    # What is made of the original comes first, so that its pixels are soon gone.
    waiting = deque((by_size.pop(size), decoded.pop(0)) for size in direct)
    waiting.extend((files_of_size, pixels) for files_of_size in by_size.values())
    room = Room(AT_ONCE)
    with ThreadPoolExecutor(1) as disk, ThreadPoolExecutor(CORES) as hands:
        begun = [hands.submit(_make_next, waiting.popleft, pixels, room, disk)]
        halved = _scaled(pixels, half)
        begun += [hands.submit(_make_next, waiting.pop, halved, room, disk) for _core in range(CORES - 1)]
        for kept in chain.from_iterable(hand.result() for hand in begun):
            kept.result()
    for folder in {Path(file.path).parent for file in files}:
        _sync(folder)


class Room:
    """For so many pixels at once, however many cores there are: an AVIF takes some 25 bytes for each while it is made."""

    def __init__(self, pixels: int):
        self._whole = self._free = pixels
        self._changed = Condition()

    @contextmanager
    def taken(self, pixels: int) -> Iterator[None]:
        """Wait until there is room for `pixels`, and leave it afterwards."""
        pixels = min(pixels, self._whole)
        with self._changed:
            self._changed.wait_for(lambda: self._free >= pixels)
            self._free -= pixels
        try:
            yield
        finally:
            with self._changed:
                self._free += pixels
                self._changed.notify_all()


def _make_next(take: Callable, halved: Image.Image, room: Room, disk: Executor) -> list[Future]:
    """Make what `take` gives, the files of one size and the pixels to make them of, until it has no more.

    halved: what to make them of instead if nothing is lost by it. Returns what becomes of each file, which `disk` keeps.
    """
    kept: list[Future] = []
    while True:
        try:
            files, pixels = take()
        except IndexError:
            return kept
        size = files[0][:2]
        with room.taken(size[0] * size[1]):
            is_enough = halved.size == size or halved.width >= 2 * size[0]
            scaled = _scaled(halved if is_enough else pixels, size)
            kept += [disk.submit(_keep, Path(file.path), _encoded(scaled, file.extension)) for file in files]


def _turned(original: str, mode: str, sizes: list[tuple[int, int]], rotation: int) -> list[Image.Image]:
    """Return the original at each of `sizes`, turned as an editor wants it."""
    before = [size[::-1] if rotation % 180 else size for size in sizes]
    decoded = _decoded(original, mode, before)
    return [pixels.rotate(-rotation, expand=True) for pixels in decoded] if rotation else decoded


def _decoded(original: str, mode: str, sizes: list[tuple[int, int]]) -> list[Image.Image]:
    """Return the pixels of the original, upright and in sRGB, at each of `sizes`, of which the last is the widest.

    They are scaled down before anything else is done to them, for each step makes a copy.
    """
    with Image.open(original, formats=FORMATS) as image:
        stored = [lying(image, size) for size in sizes]
        # A JPEG can be decoded at a half or less, but scaled so crudely that the widest size must not be near it.
        image.draft(image.mode, (2 * stored[-1][0], 2 * stored[-1][1]))
        if is_smooth(image) and image.width > stored[-1][0]:
            shown = [as_shown(shrunk(image, size, CORES)) for size in stored]
        else:
            shown = [as_shown(image)] * len(sizes)
    return [_scaled(_in_mode(pixels, mode), size) for pixels, size in zip(shown, sizes, strict=True)]


def _in_mode(pixels: Image.Image, mode: str) -> Image.Image:
    return pixels if pixels.mode == mode else pixels.convert(mode)


def _scaled(pixels: Image.Image, size: tuple[int, int]) -> Image.Image:
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)


def _encoded(pixels: Image.Image, extension: str) -> memoryview:
    written = BytesIO()
    pixels.save(written, **ENCODERS[extension])
    return written.getbuffer()


def _keep(path: Path, content: memoryview) -> None:
    """Store `content`, so that nobody ever sees half of it, not even after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Have the disk remember which names are in `folder`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    main()
