"""The wide pictures at the top of the three events."""

from demo.drawing.canvas import Gradient
from demo.drawing.catalogue import drawing
from demo.drawing.palette import (
    APRICOT,
    INK,
    MIDNIGHT,
    MIST,
    MOSS,
    NIGHT,
    PAPER,
    REED,
    RUST,
    SILVER,
    STRAW,
    SUN,
    TEAL,
    VERMILION,
    WINE,
    mix,
)
from demo.drawing.people import stand
from demo.drawing.shapes import arch, box, circle, place_shape, spline
from demo.drawing.water import waves


@drawing("hero-emmen.jpg", 2400, 1350, Gradient(NIGHT, MIDNIGHT))
def theatre_evening(canvas):
    """A stage as nested arches of light, with one speaker, and all of it again in the floor."""
    _lamps(canvas)
    _portals(canvas, centre=1640, floor=850)
    stand(canvas, (1640, 850), 150, INK, INK)
    canvas.reflect(850, Gradient(INK, NIGHT, fade=(0.25, 0.8)), 1, squash=0.6)
    canvas.line([(0, 850), (2400, 850)], 3, SILVER, 0.75)


def _lamps(canvas):
    for left, spread, strength in ((240, 420, 0.10), (620, 300, 0.13), (2360, -380, 0.10)):
        beam = [(left - 8, 0), (left + 8, 0), (1640 + spread * 0.9, 850), (1640 - spread * 1.3, 850)]
        canvas.shape(beam, Gradient(SILVER, SILVER, fade=(0.9, 0.05)), strength * 2)


def _portals(canvas, centre, floor):
    tones = (MIDNIGHT, WINE, RUST, VERMILION, APRICOT, STRAW, PAPER)
    for half, outside, tone in zip((640, 560, 482, 404, 326, 256, 190), (NIGHT, *tones), tones, strict=False):
        canvas.shape(arch(centre, half, floor - half * 1.22, floor), Gradient(tone, mix(tone, outside, 0.55)))
    canvas.shape(circle((centre, floor), 128), SUN)


@drawing("hero-groningen.jpg", 2400, 1350, Gradient(SILVER, PAPER))
def long_strips(canvas):
    """Fields and ditches that run to one point under a low sun, as the north lies around Groningen."""
    canvas.shape(circle((1620, 520), 250), VERMILION)
    _village(canvas, 520)
    canvas.shape(box(0, 520, 2400, 1350), TEAL)
    strips = [
        (TEAL, 3),
        (PAPER, 0.7),
        (MOSS, 4),
        (SUN, 2.4),
        (SILVER, 0.8),
        (REED, 3),
        (INK, 1.4),
        (TEAL, 3),
        (STRAW, 2),
    ]
    left = -14000.0
    while left < 16000:
        for colour, width in strips:
            right = left + width * (56 + abs(left - 1300) / 24)
            canvas.shape([(1620, 520), (left, 1350), (right, 1350)], colour)
            left = right
    canvas.shape(box(0, 520, 2400, 800), Gradient(MIST, MIST, fade=(0.6, 0)))


def _village(canvas, horizon):
    for middle, width, height in ((2120, 420, 52), (1130, 300, 30), (330, 560, 38)):
        mound = spline([(-0.5, 0), (-0.2, -0.85), (0.2, -0.85), (0.5, 0)])
        canvas.shape(place_shape(mound, (middle, horizon), (width, height)), TEAL)
    for half, top in ((36, 300), (27, 225), (17, 155), (5, 80)):
        canvas.shape(box(2120 - half, top, 2120 + half, horizon - 30), INK)


@drawing("hero-assen.jpg", 2400, 1350, MIST)
def day_and_night(canvas):
    """A dolmen of Drenthe on the fold of a sheet: day to the left of it, night to the right, water below."""
    _moor(canvas, {"air": Gradient(SILVER, PAPER), "disc": SUN, "stone": INK, "light": MIDNIGHT, "far": REED})
    with canvas.within(box(1560, 0, 2400, 1350)):
        _moor(
            canvas, {"air": Gradient(NIGHT, MIDNIGHT), "disc": PAPER, "stone": VERMILION, "light": APRICOT, "far": MOSS}
        )
    canvas.reflect(900, Gradient(TEAL, INK, fade=(0.25, 0.75)), 1, squash=0.65)
    waves(canvas, 1560, 900, 170, count=9)
    canvas.line([(1560, 0), (1560, 1350)], 3, PAPER, 0.8)


def _moor(canvas, tones):
    canvas.shape(box(0, 0, 2400, 900), tones["air"])
    canvas.shape(circle((1560, 470), 250), tones["disc"])
    hills = place_shape(spline([(0, 0), (0.2, -0.5), (0.45, 0.2), (0.7, -0.4), (1, 0)]), (0, 835), (2400, 60))
    canvas.shape([*hills, (2400, 900), (0, 900)], tones["far"])
    for stone, facet in _dolmen():
        canvas.shape(stone, tones["stone"])
        canvas.shape(facet, tones["light"])


def _dolmen():
    """The stones as sharp-edged polygons, each with the facet on which the light falls."""
    upright = [(-0.5, 0), (-0.46, -0.62), (-0.3, -1), (0.3, -1), (0.47, -0.7), (0.5, 0)]
    face = [(-0.5, 0), (-0.46, -0.62), (-0.3, -1), (-0.02, -0.95), (0.12, -0.55), (0.05, 0)]
    for middle, width, height in ((1240, 190, 290), (1560, 210, 290), (1880, 190, 290)):
        side = width if middle < 1700 else -width
        yield place_shape(upright, (middle, 900), (side, height)), place_shape(face, (middle, 900), (side, height))
    cap = [(-0.5, -0.3), (-0.44, -0.72), (-0.2, -1), (0.16, -0.96), (0.42, -0.7), (0.5, -0.28), (0.4, 0), (-0.42, 0)]
    facet = [(-0.5, -0.3), (-0.44, -0.72), (-0.2, -1), (0.16, -0.96), (0.42, -0.7), (0.24, -0.46), (-0.3, -0.4)]
    yield place_shape(cap, (1560, 630), (1040, 230)), place_shape(facet, (1560, 630), (1040, 230))
