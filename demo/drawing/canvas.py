"""A sheet to draw on in design pixels, drawn larger than it is and reduced, so that edges come out smooth."""

from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageOps

from demo.drawing.shapes import box


@dataclass(frozen=True)
class Gradient:
    """Two colours that flow into each other over a shape, down or, if `sideways`, to the right.

    fade: opacity (0 to 1) at the beginning and at the end.
    """

    start: str
    end: str
    sideways: bool = False
    fade: tuple[float, float] = (1, 1)


class Canvas:
    """A picture in the making, `width` by `height` design pixels.

    scale: how large it comes out, 1 for full size. Drawn three times as large, or twice when it is very large, for the memory.
    """

    def __init__(self, width, height, ground, scale=1.0):
        self.width, self.height = width, height
        self._smoothing = smoothing = 3 if width * height * scale**2 < 2_200_000 else 2
        self._zoom = scale * smoothing
        self._sheet = Image.new("RGB", (round(width * scale) * smoothing, round(height * scale) * smoothing))
        self.shape(box(0, 0, width, height), ground)

    def finish(self):
        """Return the picture at its own size."""
        return self._sheet.reduce(self._smoothing)

    def shape(self, points, paint, opacity=1.0):
        """Fill a polygon with a colour or a Gradient."""
        pixels = self._pixels(points)
        if isinstance(paint, Gradient):
            self._pour(pixels, paint, opacity)
        else:
            self._pen().polygon(pixels, fill=_ink(paint, opacity))

    def line(self, points, width, colour, opacity=1.0):
        """Draw a line of `width` design pixels through the points, with round joints and flat ends."""
        thickness = max(1, round(width * self._zoom))
        mask, corner = _trace(self._pixels(points), thickness, self._sheet.size)
        if mask:
            self._sheet.paste(colour, corner, mask.point(lambda level: level * opacity) if opacity < 1 else mask)

    @contextmanager
    def within(self, points):
        """Keep what is drawn in this block inside the polygon."""
        before = self._sheet
        self._sheet = before.copy()
        yield self
        mask, corner = _mask(self._pixels(points), before.size)
        piece = self._sheet.crop((*corner, corner[0] + mask.width, corner[1] + mask.height))
        before.paste(piece, corner, mask)
        self._sheet = before

    def reflect(self, line, veil, opacity, squash=1.0):
        """Mirror what stands above y = `line` in the water below it.

        veil, opacity: a paint that lies over the reflection. squash: how much lower than the original it is.
        """
        edge, height = round(line * self._zoom), self._sheet.height
        source = self._sheet.crop((0, max(0, edge - round((height - edge) / squash)), self._sheet.width, edge))
        flipped = ImageOps.flip(source).resize((self._sheet.width, round(source.height * squash)))
        self._sheet.paste(flipped, (0, edge))
        self.shape(box(0, line, self.width, self.height), veil, opacity)

    def _pen(self):
        return ImageDraw.Draw(self._sheet, "RGBA")

    def _pixels(self, points):
        return [(x * self._zoom, y * self._zoom) for x, y in points]

    def _pour(self, pixels, gradient, opacity):
        mask, corner = _mask(pixels, self._sheet.size)
        if not mask:
            return
        if opacity < 1 or gradient.fade != (1, 1):
            levels = [(255 * opacity * end,) for end in gradient.fade]
            mask = ImageChops.multiply(mask, _ramp(levels, mask.size, gradient.sideways))
        colours = [ImageColor.getrgb(gradient.start), ImageColor.getrgb(gradient.end)]
        self._sheet.paste(_ramp(colours, mask.size, gradient.sideways), corner, mask)


def _ink(colour, opacity):
    return (*ImageColor.getrgb(colour), round(255 * opacity))


def _mask(pixels, size):
    """Return a stencil of the polygon, cut to the sheet, and its upper left corner; None if it lies outside."""
    mask, corner = _blank(pixels, 0, size)
    if mask:
        ImageDraw.Draw(mask).polygon([(x - corner[0], y - corner[1]) for x, y in pixels], fill=255)
    return mask, corner


def _trace(pixels, thickness, size):
    """Return a stencil of a line, as `_mask` does; Pillow's own joints leave cracks, so each is a disc."""
    mask, corner = _blank(pixels, thickness, size)
    if mask:
        pen = ImageDraw.Draw(mask)
        moved = [(x - corner[0], y - corner[1]) for x, y in pixels]
        pen.line(moved, fill=255, width=thickness)
        for joint in moved if moved[0] == moved[-1] else moved[1:-1]:
            pen.circle(joint, thickness / 2, fill=255)
    return mask, corner


def _blank(pixels, margin, size):
    xs, ys = zip(*pixels, strict=True)
    left, top = max(0, int(min(xs)) - margin), max(0, int(min(ys)) - margin)
    right, bottom = min(size[0], int(max(xs)) + 1 + margin), min(size[1], int(max(ys)) + 1 + margin)
    if right <= left or bottom <= top:
        return None, (0, 0)
    return Image.new("L", (right - left, bottom - top)), (left, top)


def _ramp(ends, size, sideways):
    """Return a flow between two colours, or two levels of a stencil, given as tuples of a value for each band."""
    length = size[0] if sideways else size[1]
    bands = [_band(first, last, length, sideways) for first, last in zip(*ends, strict=True)]
    return Image.merge("RGB" if len(bands) == 3 else "L", bands).resize(size, Image.Resampling.NEAREST)


def _band(first, last, length, sideways):
    strip = Image.new("L", (length, 1) if sideways else (1, length))
    strip.putdata([round(first + (last - first) * place / max(1, length - 1)) for place in range(length)])
    return strip
