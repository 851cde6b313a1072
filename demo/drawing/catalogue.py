"""What can be drawn: each drawing registers itself here under the name of its file."""

from io import BytesIO
from pathlib import Path

from demo.drawing.canvas import Canvas

_DRAWINGS: dict[str, tuple] = {}


def drawing(file, width, height, ground):
    """Register a function that draws on a Canvas of this size and ground colour as the picture named `file`."""

    def register(paint):
        _DRAWINGS[file] = (paint, width, height, ground)
        return paint

    return register


def files():
    """Return the names of all files that can be drawn, in the order in which they were registered."""
    return list(_DRAWINGS)


def draw(file, scale=1.0):
    """Return the picture named `file` as a PIL image. scale: 1 is full size. Raises KeyError for an unknown name."""
    paint, width, height, ground = _DRAWINGS[file]
    canvas = Canvas(width, height, ground, scale)
    paint(canvas)
    return canvas.finish()


def encode(file, scale=1.0):
    """Return the bytes of the picture named `file`, JPEG or PNG as its name says; the same bytes every time."""
    stream = BytesIO()
    options = {"optimize": True} if Path(file).suffix == ".png" else {"quality": 88, "format": "JPEG"}
    draw(file, scale).save(stream, **{"format": "PNG"} | options)
    return stream.getvalue()
