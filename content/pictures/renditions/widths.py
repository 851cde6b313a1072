"""How wide the sizes of a picture are."""

from functools import lru_cache

LADDER = (320, 480, 640, 960, 1280, 1600, 1920, 2560)
MOST_PIXELS = 2560 * 1920


@lru_cache(maxsize=512)
def widths_for(width: int, height: int) -> tuple[int, ...]:
    """Return the widths in pixels to make of a picture of `width` by `height`, narrowest first; never wider than it is.

    Those of a tall picture end where no screen shows more of it, and where making them would take more memory.
    """
    widest = min(width, LADDER[-1])
    steps = (*(step for step in LADDER if step < widest), widest)
    return tuple(step for step in steps if step * step * height <= MOST_PIXELS * width) or steps[:1]
