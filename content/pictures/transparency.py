"""Whether the ground shows through a picture; most with an alpha channel let it show nowhere."""

from PIL import Image


def see_through(image: Image.Image) -> bool:
    """Return whether any pixel of a decoded `image` is less than opaque; makes no copy of a large one."""
    if not image.has_transparency_data:
        return False
    if image.mode in {"RGBA", "RGBa", "LA", "La", "PA"}:
        return image.getextrema()[-1][0] < 255  # type: ignore[index]  # one pair for each channel
    if image.mode == "P":
        return _palette_shows(image)
    return image.convert("RGBA").getextrema()[3][0] < 255  # type: ignore[index]


def _palette_shows(image: Image.Image) -> bool:
    """Whether a colour is used that is less than opaque: PNG gives the opacity of each, or the number of a clear one."""
    opacity = image.info["transparency"]
    used = image.histogram()
    if isinstance(opacity, bytes):
        return any(count and value < 255 for count, value in zip(used, opacity, strict=False))
    return bool(used[opacity])
