"""The darkroom: where the sizes of pictures are made, in a process of its own.

A photo of 24 megapixels takes 92 MiB once it is decoded, and its widest AVIF another 100 while it is encoded. A process
gives all of that back when it ends, takes nobody along when a file makes it fall, and lets those who wait for a page go
first. Nothing of Django is needed here, so it starts in a tenth of a second.
"""

import ctypes
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from io import BytesIO
from itertools import chain, groupby
from pathlib import Path
from threading import Condition
from typing import Any, NamedTuple

from PIL import AvifImagePlugin, Image  # noqa: F401 (else Pillow looks through all of its plugins for AVIF)

from content.pictures.intake.pixels import FORMATS, as_shown, is_smooth, shrink_image, stored_size

CORES = os.cpu_count() or 1
# Chosen by the table in docs/pictures.md. An AVIF takes whichever cores are idle: the others may be waiting for room.
ENCODERS: dict[str, dict[str, Any]] = {
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "png": {"format": "PNG"},
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": CORES},
}
# Pixels of which AVIFs are made at once, and from how many on one needs a large piece of memory.
AT_ONCE, MUCH = 4_000_000, 3_500_000
# A size wider than this part of the widest is made of the original too: rounding twice so close by would show in SSIM.
NEAR = 2 / 3
POLITENESS = 10
# Seconds in which another picture must come, and what is said of one that is done.
IDLE = 60
DONE = "done"


class RenditionOrder(NamedTuple):
    """A file to be made: its size in pixels, which of ENCODERS, and where to put it."""

    width: int
    height: int
    extension: str
    path: str


def main() -> None:
    """Make what standard input orders: on each line, as JSON, the arguments of `develop`; answer DONE, or what went wrong.

    Ends after the first that goes wrong, so that it leaves nothing behind for others, when nothing comes for IDLE
    seconds, and when whoever started us has gone.
    """
    os.nice(POLITENESS)
    answer = DONE
    with suppress(BrokenPipeError):
        while answer == DONE:
            signal.alarm(IDLE)
            line = sys.stdin.readline()
            signal.alarm(0)
            if not line:
                return
            _close_ranks()
            order = json.loads(line)
            wanted = [RenditionOrder(*file) for file in order["files"]]
            try:
                render_files(order["original"], order["mode"], wanted, order["rotation"])
            except Exception as error:
                answer = " ".join(f"{type(error).__name__}: {error}".split())
            print(answer, flush=True)  # noqa: T201 (it is what we were asked)


def _close_ranks() -> None:
    """Return the memory that lies unused between other things, for it grows; not every C library can."""
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def render_files(original: str, mode: str, files: list[RenditionOrder], rotation: int = 0) -> None:
    """Make `files` of the picture at path `original`, as RGB or RGBA; raise what Pillow raises on one that is broken.

    rotation: degrees by which an editor has turned it clockwise. Decodes once, down to the widest, of which (or
    of half of it) most others are made. What is done by then stays: the next try has less to do. One core begins with
    the wide ones and the others with the narrowest, until they meet at the widest: so none is idle at the end, and there is
    something to see in a moment. None of them waits for the disk.
    """
    by_size = {size: list(same) for size, same in groupby(sorted(files, reverse=True), lambda file: file[:2])}
    widest, *others = by_size
    half = next((size for size in by_size if 2 * size[0] == widest[0]), widest)
    direct = sorted(size for size in by_size if size[0] > NEAR * widest[0])
    decoded = dict(zip(direct, _decoded(original, mode, direct, rotation), strict=True))
    pixels = decoded[widest]
    # Those from both ends meet at the widest, the third in turn: it needs so much room that nothing else of weight can be
    # made beside it; its encoder uses all cores then.
    turns = [*others[:2], widest, *others[2:]]
    waiting = deque((by_size[size], decoded.pop(size, pixels)) for size in turns)
    room = PixelBudget(AT_ONCE)
    with ThreadPoolExecutor(1) as disk, ThreadPoolExecutor(CORES) as hands:
        begun = [hands.submit(_make_next, waiting.popleft, pixels, room, disk)]
        halved = _scaled(pixels, half)
        begun += [hands.submit(_make_next, waiting.pop, halved, room, disk) for _core in range(CORES - 1)]
        for kept in chain.from_iterable(hand.result() for hand in begun):
            kept.result()
    for folder in {Path(file.path).parent for file in files}:
        _sync(folder)


class PixelBudget:
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


def _make_next(take: Callable, halved: Image.Image, room: PixelBudget, disk: Executor) -> list[Future]:
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
        area = size[0] * size[1]
        source = halved if halved.size == size or halved.width >= 2 * size[0] else pixels
        with room.taken(area if source.size != size else 0):
            scaled = _scaled(source, size)
        for file in files:
            needed = area if file.extension == "avif" else 0
            with room.taken(needed):
                if needed > MUCH:
                    _close_ranks()
                encoded = BytesIO()
                scaled.save(encoded, **ENCODERS[file.extension])
            kept.append(disk.submit(_keep, Path(file.path), encoded.getbuffer()))


def _decoded(original: str, mode: str, sizes: list[tuple[int, int]], rotation: int) -> list[Image.Image]:
    """Return the pixels of the original in sRGB, turned as an editor wants it, at each of `sizes`, the widest last.

    They are scaled down before anything else is done to them, for each step makes a copy.
    """
    upright = [size[::-1] if rotation % 180 else size for size in sizes]
    with Image.open(original, formats=FORMATS) as image:
        stored = [stored_size(image, size) for size in upright]
        # A JPEG can be decoded at a half or less, but scaled so crudely that the widest size must not be near it.
        image.draft(image.mode, (2 * stored[-1][0], 2 * stored[-1][1]))
        if is_smooth(image) and image.width > stored[-1][0]:
            shown = [as_shown(shrink_image(image, size, CORES)) for size in stored]
        else:
            shown = [as_shown(image)] * len(sizes)
    decoded = [
        _scaled(pixels if pixels.mode == mode else pixels.convert(mode), size)
        for pixels, size in zip(shown, upright, strict=True)
    ]
    return [pixels.rotate(-rotation, expand=True) for pixels in decoded] if rotation else decoded


def _scaled(pixels: Image.Image, size: tuple[int, int]) -> Image.Image:
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)


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
