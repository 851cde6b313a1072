"""Whether the ground shows through a picture; most with an alpha channel let it show nowhere."""

from typing import cast

from PIL import Image


def see_through(image: Image.Image) -> bool:
    """Return whether any pixel of a decoded `image` is less than opaque; makes no copy of a large one."""
    if not image.has_transparency_data:
        return False
    if image.mode in {"RGBA", "RGBa", "LA", "La", "PA"}:
        return _least_opaque(image) < 255
    if image.mode == "P":
        return _palette_shows(image)
    return _least_opaque(image.convert("RGBA")) < 255


def _least_opaque(image: Image.Image) -> int:
    channels = cast(tuple[tuple[int, int], ...], image.getextrema())
    return channels[-1][0]


def _palette_shows(image: Image.Image) -> bool:
    """Whether a colour is used that is less than opaque: PNG gives the opacity of each, or the number of a clear one."""
    opacity = image.info["transparency"]
    used = image.histogram()
    if isinstance(opacity, bytes):
        return any(count and value < 255 for count, value in zip(used, opacity, strict=False))
    return bool(used[opacity])
