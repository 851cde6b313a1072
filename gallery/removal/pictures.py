"""A photo that is hidden, for whoever decides about it: made when it is looked at, and kept nowhere on the site."""

from io import BytesIO

from PIL import Image

from content.pictures.intake.decode_thread import decode_alone, sample_pixels
from content.pictures.intake.pixels import BROKEN, FORMATS, as_shown
from gallery.models import Photo


def small_jpeg(photo: Photo, width: int) -> bytes | None:
    """Return a JPEG of `photo` as it was turned, at most `width` pixels wide and high; None if its original can't be read."""
    if not photo.original:
        return None
    try:
        shown = decode_alone(_shown, photo, 2 * width)  # at its width, it would look rough
    except BROKEN:
        return None
    shown.thumbnail((width, width))
    written = BytesIO()
    shown.rotate(-photo.rotation, expand=True).save(written, "JPEG", quality=80)
    return written.getvalue()


def _shown(photo: Photo, side: int) -> Image.Image:
    with photo.original.open() as file, Image.open(file, formats=FORMATS) as image:
        image.draft("RGB", (side, side))
        return as_shown(sample_pixels(image, side)).convert("RGB")
