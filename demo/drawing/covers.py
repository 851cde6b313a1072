"""The covers of the three cases."""

from random import Random

from demo.drawing.canvas import Gradient
from demo.drawing.catalogue import drawing
from demo.drawing.palette import INK, MIST, MOSS, NIGHT, PAPER, REED, SILVER, SUN, TEAL, VERMILION, darker, lighter
from demo.drawing.shapes import arc, box, circle, rotate_points, spline


@drawing("cover-local-factor.jpg", 1600, 1067, MIST)
def one_parcel(canvas):
    """Long parcels of land from above, cut by a winding river; one of them is lifted out of its place."""
    chance = Random("parcels")
    greens = [TEAL, REED, MOSS, lighter(TEAL, 0.3), darker(REED, 0.15), lighter(REED, 0.4)]
    for row, top in enumerate((-160, 118, 396, 674, 952)):
        left = -400.0 + 37 * row
        while left < 2000:
            width = chance.choice((46, 62, 78, 94))
            canvas.shape(_parcel(left, top, width - 7, 268), chance.choice(greens))
            left += width
    _river(canvas)
    canvas.shape(_parcel(1010, 372, 104, 330), NIGHT, 0.35)
    canvas.shape(_parcel(970, 300, 112, 350), Gradient(VERMILION, darker(VERMILION, 0.12)))
    canvas.shape(circle((1100, 475), 30), SUN)


def _parcel(left, top, width, height):
    lean = height * 0.42
    return [(left + lean, top), (left + lean + width, top), (left + width, top + height), (left, top + height)]


def _river(canvas):
    course = spline(
        [(-60, 700), (240, 610), (430, 790), (760, 880), (900, 1010), (1230, 1000), (1420, 880), (1680, 930)]
    )
    canvas.line(course, 74, PAPER)
    canvas.line(course, 56, SILVER)


@drawing("cover-cross-sector.jpg", 1600, 1067, INK)
def weaving(canvas):
    """Broad ribbons that cross at right angles, over and under, and shine where they meet."""
    warp = [VERMILION, SUN, PAPER, TEAL, VERMILION, SILVER, SUN, TEAL]
    weft = [SILVER, TEAL, SUN, VERMILION, PAPER, TEAL, VERMILION]
    for row, across in enumerate(weft):
        _ribbon(canvas, (-500, 2100), (-120 + 190 * row, 20 + 190 * row), across)
    for column, down in enumerate(warp):
        left = 40 + 190 * column
        _ribbon(canvas, (left, left + 140), (-600, 1700), down)
        for row, across in enumerate(weft):
            _crossing(canvas, left, -120 + 190 * row, across if (row + column) % 2 else None)


def _crossing(canvas, left, top, across):
    """Lay the ribbon that runs `across` (a colour) over this crossing, and its shadow; None leaves it under."""
    if across:
        _ribbon(canvas, (left - 25, left + 165), (top, top + 140), across)
    for near in (-25, 140):
        if across:
            _ribbon(canvas, (left, left + 140), (top + near, top + near + 25), NIGHT, 0.25)
        else:
            _ribbon(canvas, (left + near, left + near + 25), (top, top + 140), NIGHT, 0.25)


def _ribbon(canvas, across, down, colour, opacity=1.0):
    canvas.shape(rotate_points(box(across[0], down[0], across[1], down[1]), 45, (800, 533)), colour, opacity)


@drawing("cover-bottom-up.jpg", 1600, 1067, SUN)
def confluence(canvas):
    """Sixteen small beats at the bottom that join two by two, step by step, into one."""
    levels = [[100 + 93.33 * place for place in range(16)]]
    while len(levels[-1]) > 1:
        pairs = levels[-1]
        levels.append([(pairs[i] + pairs[i + 1]) / 2 for i in range(0, len(pairs), 2)])
    for height, places in enumerate(levels[:-1]):
        _joins(canvas, places, 900 - 175 * height, 16 + 7 * height)
    for place in range(16):
        colour = VERMILION if place % 5 == 2 else INK
        canvas.shape(circle((levels[0][place], 930), 30), colour)
    canvas.shape(circle((levels[-1][0], 240), 92), VERMILION)
    canvas.shape(circle((levels[-1][0], 240), 44), PAPER)


def _joins(canvas, places, floor, width):
    for left, right in zip(places[::2], places[1::2], strict=True):
        bend = min((right - left) / 2, 110)
        rise = floor - 135 + bend
        curve = [(left, floor + 45), *arc((left + bend, rise), bend, 180, 270, 40)]
        canvas.line([*curve, *arc((right - bend, rise), bend, 270, 360, 40), (right, floor + 45)], width, INK)
