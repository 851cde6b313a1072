"""The colours of the site, and the tints and shades that the drawings mix from them."""

from PIL import ImageColor

INK = "#0f1b3d"
SILVER = "#c9d6ea"
VERMILION = "#e8452c"
SUN = "#ffc93c"
TEAL = "#0f7b7b"
PAPER = "#fbf8f2"

NIGHT = "#0a1229"
MIDNIGHT = "#1c2d63"
MIST = "#e4ebf5"
STEEL = "#8fa3c7"
RUST = "#9e2a2b"
WINE = "#611f35"
APRICOT = "#f58a5c"
STRAW = "#ffe29a"
MOSS = "#0b5560"
REED = "#58a6a0"


def mix(first, second, share):
    """Return the colour that lies `share` (0 to 1) of the way from `first` to `second`, as "#rrggbb"."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    return "#{:02x}{:02x}{:02x}".format(*(round(a + (b - a) * share) for a, b in pairs))


def lighter(colour, share):
    """Return `colour` moved towards paper by `share` (0 to 1)."""
    return mix(colour, PAPER, share)


def darker(colour, share):
    """Return `colour` moved towards the night by `share` (0 to 1)."""
    return mix(colour, NIGHT, share)
