"""People at work in Emmen, and the way home (album of 2018)."""

from random import Random

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
    STEEL,
    STRAW,
    SUN,
    TEAL,
    VERMILION,
    WINE,
    darker,
    lighter,
    mix,
)
from demo.drawing.people import profile
from demo.drawing.shapes import along, box, circle, mirror_points, place_shape, rotate_points, sector, soft_box, spline
from demo.drawing.water import waves


@drawing("emmen-prisms.jpg", 1800, 1200, PAPER)
def prisms(canvas):
    """Three prisms, one for each case, with their coloured shadows across the table."""
    canvas.shape(box(0, 640, 1800, 1200), MIST)
    for middle, colour, height in ((420, TEAL, 430), (860, VERMILION, 530), (1300, SUN, 380)):
        shadow = [(middle - 130, 660), (middle + 150, 700), (middle + 640, 1260), (middle + 260, 1260)]
        canvas.shape(shadow, Gradient(colour, colour, fade=(0.75, 0.15)))
        canvas.shape([(middle, 640 - height), (middle - 150, 660), (middle + 30, 730)], colour)
        canvas.shape([(middle, 640 - height), (middle + 30, 730), (middle + 160, 640)], darker(colour, 0.3))
        canvas.shape([(middle, 640 - height), (middle - 150, 660), (middle - 60, 695)], lighter(colour, 0.4))


@drawing("emmen-hands.jpg", 1200, 1800, SUN)
def hands(canvas):
    """Raised hands: everybody has an answer."""
    chance = Random("hands")
    sleeves = [INK, VERMILION, TEAL, PAPER, WINE, MIDNIGHT]
    for row, (top, size) in enumerate(((380, 0.8), (640, 1.0), (960, 1.25))):
        count = 6 - row
        for arm in range(count):
            middle = 1200 * (arm + 0.5) / count + chance.uniform(-24, 24)
            skin = chance.choice((RUST, APRICOT, WINE, lighter(APRICOT, 0.45), darker(RUST, 0.35)))
            sleeve = sleeves[(row * 2 + arm) % 6]
            _arm(canvas, (middle, top + chance.uniform(-90, 90)), size, sleeve, skin, chance.uniform(-9, 9))


def _arm(canvas, palm, size, sleeve, skin, angle):
    def limb(left, top, right, bottom, radius, colour):
        shape = soft_box(left, top, right, bottom, radius)
        canvas.shape(rotate_points(place_shape(shape, palm, size), angle, palm), colour)

    limb(-34, 0, 34, 240, 30, skin)
    limb(-52, -58, 52, 72, 38, skin)
    for finger, top in enumerate((-140, -168, -160, -122)):
        limb(-52 + 27 * finger, top, -29 + 27 * finger, 10, 11, skin)
    canvas.shape(
        rotate_points(place_shape(rotate_points(soft_box(38, -70, 64, 40, 13), 28, (50, 30)), palm, size), angle, palm),
        skin,
    )
    limb(-62, 170, 62, 1800, 14, sleeve)


@drawing("emmen-conversation.jpg", 1600, 1600, VERMILION)
def conversation(canvas):
    """Two people face to face; what they say spreads in rings that cross in the middle."""
    canvas.shape(box(800, 0, 1600, 1600), TEAL)
    for radius in range(110, 1500, 84):
        canvas.line(circle((560, 810), radius), 14, STRAW, 0.9 if radius < 500 else 0.35)
        canvas.line(circle((1040, 810), radius), 14, SILVER, 0.9 if radius < 500 else 0.35)
    head = place_shape(profile("straight"), (1390, 960), 840)
    canvas.shape(head, INK)
    canvas.shape(mirror_points(place_shape(profile("small"), (1390, 960), 840), 800), PAPER)


@drawing("emmen-map.jpg", 1600, 1600, SILVER)
def folded_map(canvas):
    """A map that was folded and opened again; the folds are lighter and darker than the land."""
    canvas.shape(box(130, 150, 1530, 1510), STEEL)
    sheet = box(100, 100, 1500, 1460)
    with canvas.within(sheet):
        _land(canvas)
        for column in range(4):
            for row in range(4):
                corner = (100 + 350 * column, 100 + 340 * row)
                shade, strength = (NIGHT, 0.16) if (row + column) % 2 else (PAPER, 0.1)
                canvas.shape(box(*corner, corner[0] + 350, corner[1] + 340), shade, strength)


def _land(canvas):
    canvas.shape(box(0, 0, 1600, 1600), REED)
    canvas.shape(
        [*spline([(0, 330), (300, 420), (620, 250), (980, 300), (1250, 210), (1600, 330)]), (1600, 0), (0, 0)], SILVER
    )
    for strip in range(9):
        left = 130 + 130 * strip
        canvas.shape([(left, 560), (left + 66, 545), (left + 30, 860), (left - 40, 880)], STRAW if strip % 2 else SUN)
    canvas.shape([*spline([(200, 1500), (360, 1120), (700, 1010), (1060, 1120), (1150, 1500)])], MOSS)
    for canal in ([(0, 700), (420, 960), (980, 940), (1600, 1180)], [(760, 240), (800, 940), (700, 1600)]):
        canvas.line(canal, 26, SILVER)
    canvas.line([(430, 480), (800, 940), (1180, 1010), (1240, 1300)], 14, VERMILION)
    for place, radius in (((430, 480), 34), ((800, 940), 34), ((1240, 1300), 56)):
        canvas.shape(circle(place, radius), PAPER)
        canvas.shape(circle(place, radius * 0.62), VERMILION)


@drawing("emmen-staircase.jpg", 1200, 1800, INK)
def foyer_staircase(canvas):
    """The stairs of the foyer from above, step after step around one point of light."""
    centre = (690, 830)
    for step in range(40):
        angle, reach = -140 + 17 * step, 1400 - 27 * step
        tone = mix(INK, SUN, step / 40) if step % 2 else mix(WINE, VERMILION, step / 40)
        canvas.shape(sector(centre, 60, reach, angle, angle + 19, 12), tone)
        canvas.line([along(centre, 60, angle), along(centre, reach, angle)], 6, INK)
    canvas.shape(circle(centre, 96), SUN)
    canvas.shape(circle(centre, 52), PAPER)


@drawing("emmen-way-home.jpg", 2400, 960, Gradient(WINE, APRICOT))
def way_home(canvas):
    """Dusk over a straight canal with a row of poplars and their reflections."""
    canvas.shape(circle((640, 470), 130), SUN)
    canvas.shape(box(0, 470, 2400, 520), INK)
    canvas.shape([(900, 520), (1500, 455), (2400, 430), (2400, 520)], MIDNIGHT)
    for tree in range(13):
        far = 0.86**tree
        _poplar(canvas, (2500 - 2150 * (1 - far) * 1.12, 520), 470 * far + 26)
    canvas.reflect(520, Gradient(WINE, NIGHT, fade=(0.25, 0.85)), 1, squash=0.86)
    waves(canvas, 640, 520, 110)
    canvas.line([(0, 520), (2400, 520)], 4, STRAW)


def _poplar(canvas, foot, height):
    crown = [
        (0, -1),
        (0.13, -0.72),
        (0.16, -0.4),
        (0.1, -0.14),
        (0, -0.1),
        (-0.1, -0.14),
        (-0.16, -0.4),
        (-0.13, -0.72),
    ]
    canvas.shape(place_shape(spline(crown, closed=True), foot, height), INK)
    canvas.line([(foot[0], foot[1] - height * 0.3), foot], height * 0.035, INK)
