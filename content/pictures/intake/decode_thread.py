"""Looking at a whole picture in a process that serves pages: at one at a time, and with no second copy of all of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from PIL import Image

Seen = TypeVar("Seen")

# In seconds; the largest pictures take five. An AVIF of a few megabytes may hold frames for minutes, and nobody sees them.
LOOK_TIMEOUT = 60


class _Looking:
    """The one thread that looks at pictures.

    The largest takes half a gigabyte meanwhile. A lock alone would not do: each thread keeps memory for what it will decode
    next (glibc), and eight threads, one after the other, came to hold 950 MiB of pictures of 160.
    """

    turn = Lock()
    thread = ThreadPoolExecutor(1, "looking")


def decode_alone(look: Callable[..., Seen], *given) -> Seen:
    """Return what `look` makes of what is given, once no other picture of this process is looked at; it may raise.

    `look` opens the picture and keeps it to itself. It runs in a thread of its own, which knows neither the database's
    transaction nor the reader's language: whatever it says is put into words by gettext_lazy. Raises TimeoutError for a
    picture that takes longer than LOOK_TIMEOUT.
    """
    with _Looking.turn:
        seen = _Looking.thread.submit(look, *given)
        try:
            return seen.result(LOOK_TIMEOUT)
        except TimeoutError:
            _Looking.thread = ThreadPoolExecutor(1, "looking")  # nothing ends the other, but nobody waits for it
            raise


def sample_pixels(image: Image.Image, side: int) -> Image.Image:
    """Return every so many-eth pixel of an `image`, so that it is at most `side` pixels wide and high.

    A copy of all of it in other colours would take several times the memory. It looks rough: make it smaller.
    """
    if max(image.size) <= side:
        return image
    step = max(image.size) / side
    size = max(1, round(image.width / step)), max(1, round(image.height / step))
    sample = image.resize(size, Image.Resampling.NEAREST)
    sample.format = image.format
    return sample
