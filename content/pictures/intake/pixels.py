"""Pixels as every screen shows them: upright, sRGB, eight bits a channel, and nothing told about where they were taken."""

import struct
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from threading import Lock
from typing import TypeVar, cast

from PIL import Image, ImageCms, ImageOps

try:
    import pillow_heif
except ImportError:  # its wheels hold a GPL library, so a site may leave it out
    HEIF_FORMATS: tuple[str, ...] = ()
else:
    pillow_heif.register_heif_opener()
    HEIF_FORMATS = ("HEIF",)


FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", *HEIF_FORMATS)
MAX_PIXELS = 120_000_000
STRIP = 128

# Pillow warns of a picture that unpacks to more than this, and decodes it all the same.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

# What Pillow's decoders raise on files that are cut off, overwritten or made to mislead.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
    RuntimeError,
    struct.error,
)

_SRGB = ImageCms.createProfile("sRGB")


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height as seen, of an `image` that is opened but not decoded."""
    return stored_size(image, image.size)


def stored_size(image: Image.Image, size: tuple[int, int]) -> tuple[int, int]:
    """Return the upright `size` as `image`, which may have been taken on its side, has it stored; and the reverse."""
    # Pillow's TIFF reader has turned its pixels already.
    lies = image.format != "TIFF" and image.getexif().get(0x0112, 1) in range(5, 9)
    return (size[1], size[0]) if lies else size


def is_smooth(image: Image.Image) -> bool:
    """Whether `image` may be scaled before its colours are looked at."""
    return image.mode in {"RGB", "L", "CMYK", "YCbCr"} and "transparency" not in image.info


def shrink_image(image: Image.Image, size: tuple[int, int], cores: int = 1) -> Image.Image:
    """Return a smooth `image` scaled to `size`, with what is told of its colours.

    cores: how many take part. They do so in strips, since scaling needs memory in between for all that it does at once.
    """
    image.load()
    small = Image.new(image.mode, size)
    small.format, small.info = image.format, image.info.copy()
    with ThreadPoolExecutor(cores) as hands:
        for top, strip in hands.map(partial(_strip, image, size), range(0, size[1], STRIP)):
            small.paste(strip, (0, top))
    return small


def _strip(image: Image.Image, size: tuple[int, int], top: int) -> tuple[int, Image.Image]:
    """Return `top`, and the STRIP lines from there on of what `image` is at `size`; no seam shows."""
    bottom = min(top + STRIP, size[1])
    box = (0, top * image.height / size[1], image.width, bottom * image.height / size[1])
    # Pillow would begin with the width; fewer lines first is less to do.
    lower = image.resize((image.width, bottom - top), Image.Resampling.LANCZOS, box)
    return top, lower.resize((size[0], bottom - top), Image.Resampling.LANCZOS)


def as_shown(image: Image.Image) -> Image.Image:
    """Return `image` decoded, as RGB or (when it has transparency) RGBA; raise one of BROKEN when it can't be."""
    ImageOps.exif_transpose(image, in_place=True)
    shown = _in_srgb(_eight_bits(image))
    shown.info = {}  # else Pillow writes its comment and its colour profile into every copy
    return shown


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return greys of 16 or 32 bits as 8; `convert` alone would cut off all that is brighter than 255."""
    if image.mode != "F" and not image.mode.startswith("I"):
        return image
    image.info.pop("transparency", None)
    _darkest, lightest = cast(tuple[float, float], image.getextrema())
    brightest = max(lightest, 1) if image.mode == "F" else 65535
    scale = 255 / brightest
    return image.convert("F").point(lambda value: value * scale + 0).convert("L")


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if not profile:
        return image.convert(mode)
    if image.mode not in {mode, "L", "CMYK"}:
        image = image.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode) or image.convert(mode)
    except (ImageCms.PyCMSError, OSError, ValueError):  # the profile is not one for this picture
        return image.convert(mode)


def see_through(image: Image.Image) -> bool:
    """Return whether any pixel of a decoded `image` is less than opaque; makes no copy of a large one."""
    if not image.has_transparency_data:
        return False
    if image.mode == "P":  # is a colour used that is less than opaque?
        opacity, used = image.info["transparency"], image.histogram()
        if isinstance(opacity, bytes):  # PNG gives the opacity of each, or the number of a clear one
            return any(count and value < 255 for count, value in zip(used, opacity, strict=False))
        return bool(used[opacity])
    if image.mode not in {"RGBA", "RGBa", "LA", "La", "PA"}:
        image = image.convert("RGBA")
    channels = cast(tuple[tuple[int, int], ...], image.getextrema())
    return channels[-1][0] < 255


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
