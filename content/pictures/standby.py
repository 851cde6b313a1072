"""The darkroom's processes: one for each picture, and the next one ready before anybody asks for it.

So a picture doesn't wait until Python has started; that happens while the one before it is decoded, by one core.
"""

import atexit
import os
import subprocess
import sys
from threading import Lock

from django.conf import settings

DARKROOM = [sys.executable, "-m", "content.pictures.darkroom"]
PATIENCE = 300
# One heap, which gives back what is free at its end, in large pages: asking for as much by 4 KiB takes a tenth of the time.
SPARING = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "16000000",
    "MALLOC_TRIM_THRESHOLD_": "2000000",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}

_ready: list[subprocess.Popen[str]] = []
_READYING = Lock()


class Undeveloped(OSError):
    """The process that makes the sizes ended before they were made; the words are its last."""


def develop_elsewhere(order: str) -> None:
    """Have a process of its own do `order`, and wait for it; raise Undeveloped when it falls, or takes far too long."""
    process = _next()
    try:
        _done, words = process.communicate(order, PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise Undeveloped(str(error)) from error
    finally:
        _end(process)
    if process.returncode:
        raise Undeveloped(words.strip().rpartition("\n")[2] or f"signal {-process.returncode}")


def _next() -> subprocess.Popen[str]:
    """Return a process for one picture, and have the one after it get ready; one that fell while it waited is passed over."""
    with _READYING:
        waiting = _ready.pop() if _ready else _started()
        _ready.append(_started())
    if waiting.poll() is None and waiting.args == DARKROOM:
        return waiting
    _end(waiting)
    return _started()


def _started() -> subprocess.Popen[str]:
    """Start one; it waits for an order, and ends when there can be none any more since whoever started it has gone."""
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 (nothing of it comes from outside)
        DARKROOM, cwd=settings.BASE_DIR, env=os.environ | SPARING, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    with process:  # which closes the pipes, and waits
        pass


@atexit.register
def end_waiting() -> None:
    """End the one that waits: nothing comes any more."""
    while _ready:
        _end(_ready.pop())
