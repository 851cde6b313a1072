"""A sheet to draw on in design pixels, drawn larger than it is and reduced, so that edges come out smooth."""

from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageOps

from .shapes import box


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

    scale: how large it comes out, 1 for full size. Small ones are drawn three times as large, large ones twice.
    """

    def __init__(self, width, height, ground, scale=1.0):
        self.width, self.height = width, height
        self._smoothing = smoothing = 3 if width * height * scale**2 < 1_200_000 else 2
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
        """Draw a line of `width` design pixels through the points, with round joints."""
        thickness = max(1, round(width * self._zoom))
        self._pen().line(self._pixels(points), fill=_ink(colour, opacity), width=thickness, joint="curve")

    def glow(self, centre, radius, colour, opacity=1.0):
        """Shine: a round patch of colour that fades to nothing at `radius`."""
        side = max(2, round(2 * radius * self._zoom))
        mask = ImageOps.invert(Image.radial_gradient("L")).point(lambda value: value * value / 255 * opacity)
        corner = tuple(round(place * self._zoom - side / 2) for place in centre)
        self._sheet.paste(colour, (*corner, corner[0] + side, corner[1] + side), mask.resize((side, side)))

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

    def reflect(self, line, veil, opacity, squash=1.0, ripple=0.0):
        """Mirror what stands above y = `line` in the water below it.

        veil, opacity: a paint that lies over the reflection. squash: how much lower than the original it is.
        ripple: how far, in design pixels, the waves move its bands to either side at the lower edge.
        """
        edge, height = round(line * self._zoom), self._sheet.height
        source = self._sheet.crop((0, max(0, edge - round((height - edge) / squash)), self._sheet.width, edge))
        flipped = ImageOps.flip(source).resize((self._sheet.width, round(source.height * squash)))
        self._sheet.paste(flipped, (0, edge))
        self._ripple(flipped, edge, ripple * self._zoom)
        self.shape(box(0, line, self.width, self.height), veil, opacity)

    def mirror(self):
        """Make the right half the mirror image of the left."""
        half = self._sheet.crop((0, 0, self._sheet.width // 2, self._sheet.height))
        self._sheet.paste(ImageOps.mirror(half), (self._sheet.width - half.width, 0))

    def _ripple(self, water, edge, reach):
        top, turn = 0, 1
        while reach and top < water.height:
            band = round((8 + 30 * top / water.height) * self._zoom) + 1
            strip = water.crop((0, top, water.width, min(top + band, water.height)))
            self._sheet.paste(strip, (round(turn * reach * top / water.height), edge + top))
            top, turn = top + band, -turn

    def _pen(self):
        return ImageDraw.Draw(self._sheet, "RGBA")

    def _pixels(self, points):
        return [(x * self._zoom, y * self._zoom) for x, y in points]

    def _pour(self, pixels, gradient, opacity):
        mask, corner = _mask(pixels, self._sheet.size)
        if not mask:
            return
        if opacity < 1 or gradient.fade != (1, 1):
            levels = [255 * opacity * end for end in gradient.fade]
            mask = ImageChops.multiply(mask, _ramp("L", levels, mask.size, gradient.sideways))
        ends = [ImageColor.getrgb(gradient.start), ImageColor.getrgb(gradient.end)]
        self._sheet.paste(_ramp("RGB", ends, mask.size, gradient.sideways), corner, mask)


def _ink(colour, opacity):
    return (*ImageColor.getrgb(colour), round(255 * opacity))


def _mask(pixels, size):
    """Return a stencil of the polygon, cut to the sheet, and its upper left corner; None if it lies outside."""
    xs, ys = zip(*pixels, strict=True)
    left, top = max(0, int(min(xs))), max(0, int(min(ys)))
    right, bottom = min(size[0], int(max(xs)) + 1), min(size[1], int(max(ys)) + 1)
    if right <= left or bottom <= top:
        return None, (0, 0)
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=255)
    return mask, (left, top)


def _ramp(mode, ends, size, sideways):
    length = size[0] if sideways else size[1]
    strip = Image.new(mode, (length, 1) if sideways else (1, length))
    strip.putdata([_step(*ends, place / max(1, length - 1)) for place in range(length)])
    return strip.resize(size, Image.Resampling.NEAREST)


def _step(start, end, share):
    if isinstance(start, tuple):
        return tuple(round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return round(start + (end - start) * share)
