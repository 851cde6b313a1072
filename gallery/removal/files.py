"""The files of photos that were taken down: their sizes vanish with them, and are made again when they come back."""

import re
from collections.abc import Iterable
from io import BytesIO

from PIL import Image

from content.pictures.intake.pixels import BROKEN, FORMATS, as_shown, decode_alone, sample_pixels
from content.pictures.renditions.rendition_cleanup import FOLDER, drop_unwanted
from gallery.models import Photo, RemovedPicture

_SIZE = re.compile(rf"{FOLDER}[0-9a-f]{{2}}/([0-9a-f]{{64}})-[^/]*\Z")


def drop_sizes(photos: Iterable[Photo]) -> None:
    """Delete the sizes of withdrawn `photos`, but for those that something else on the site shows.

    When they come back, all sizes are to be made, however often that was tried before.
    """
    for photo in photos:
        Photo.objects.filter(pk=photo.pk, state=Photo.State.WITHDRAWN).update(ready=False, tries=0)
        drop_unwanted(photo.digest)


def was_taken_down(name: str) -> bool:
    """Whether `name`, under which storage has no file, is a size of a photo that was taken down."""
    size = _SIZE.match(name)
    if size is None:
        return False
    withdrawn = Photo.objects.filter(state=Photo.State.WITHDRAWN, digest=size[1])
    return withdrawn.exists() or RemovedPicture.objects.filter(digest=size[1]).exists()


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
