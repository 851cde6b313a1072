"""Looking at a whole picture in a process that serves pages: at one at a time, and with no second copy of all of it."""

from threading import Lock

from PIL import Image

# The largest picture takes half a gigabyte while it is looked at.
DECODING = Lock()


def sampled(image: Image.Image, side: int) -> Image.Image:
    """Return every so many-eth pixel of an `image`, so that it is at most `side` pixels wide and high.

    A copy of all of it in other colours would take several times the memory. A picture with a loss: to be made smaller.
    """
    if max(image.size) <= side:
        return image
    step = max(image.size) / side
    size = max(1, round(image.width / step)), max(1, round(image.height / step))
    sample = image.resize(size, Image.Resampling.NEAREST)
    sample.format = image.format
    return sample
