"""The darkroom's process: started for the first large picture, kept while others follow, ended a minute after the last.

It keeps its memory that long too. Memory that was given back is slow to come by again, most of all on a virtual machine,
whose host has taken it meanwhile: there, what a photo needs takes a third of a second.
"""

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from select import select
from signal import SIGALRM
from typing import IO, cast

from django.conf import settings

from content.pictures.renditions.render_worker import DONE

DARKROOM = [sys.executable, "-m", "content.pictures.renditions.render_worker"]
PATIENCE = 300
# One heap, in large pages, which keeps what it has; the pixels of a picture find room in it in small pieces, between others.
SPARING = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "32000000",
    "MALLOC_TRIM_THRESHOLD_": "256000000",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "PILLOW_BLOCK_SIZE": "128k",
}

_ready: list[subprocess.Popen[str]] = []


class RenderingFailed(OSError):
    """The sizes could not be made; the words say why."""


def develop_elsewhere(order: str) -> None:
    """Have a process of its own do `order`, and wait for it; raise RenderingFailed when it can't, falls, or takes far too long."""
    process = _next()
    try:
        answer = _answer(process, order)
    except BaseException:
        _end(process)
        raise
    if answer == DONE:
        _ready.append(process)
        return
    _end(process)
    if process.returncode == -SIGALRM:  # nothing had come for so long that it ended, just then
        develop_elsewhere(order)
    else:
        raise RenderingFailed(answer or f"signal {-process.returncode}")


def _next() -> subprocess.Popen[str]:
    """Return a process that waits for an order; one that has ended meanwhile is passed over."""
    with suppress(IndexError):
        while True:
            waiting = _ready.pop()
            if waiting.poll() is None and waiting.args == DARKROOM:
                return waiting
            _end(waiting)
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 (nothing of it comes from outside)
        DARKROOM, cwd=settings.BASE_DIR, env=os.environ | SPARING, stdin=pipe, stdout=pipe, text=True
    )


def _answer(process: subprocess.Popen[str], order: str) -> str:
    """Return what `process` says of `order`, or nothing if it ended without a word; raise RenderingFailed if it says nothing."""
    orders, answers = cast(IO[str], process.stdin), cast(IO[str], process.stdout)
    with suppress(BrokenPipeError):
        print(order, file=orders, flush=True)
    if not select([answers], [], [], PATIENCE)[0]:
        raise RenderingFailed(f"timed out after {PATIENCE} seconds")
    return answers.readline().strip()


def _end(process: subprocess.Popen[str]) -> None:
    """End `process`, unless it has ended by itself, and have its end known."""
    process.kill()
    with suppress(BrokenPipeError), process:  # which closes the pipes, and waits
        pass


@atexit.register
def end_waiting() -> None:
    """End those that wait: nothing comes any more."""
    while _ready:
        _end(_ready.pop())
