"""The second edition, in Groningen (album of 2019)."""

from math import sin

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
)
from demo.drawing.shapes import along, box, circle, rotate_points, sector, soft_box
from demo.drawing.water import waves


@drawing("groningen-gables.jpg", 1800, 1200, Gradient(MIST, PAPER))
def gables(canvas):
    """Houses with stepped and pointed gables along a quay, standing on their heads in the water."""
    fronts = [(VERMILION, 170, 3), (INK, 150, 0), (SUN, 190, 4), (TEAL, 160, 0), (RUST, 150, 3), (SILVER, 180, 0)]
    fronts += [(WINE, 160, 4), (APRICOT, 150, 0), (MIDNIGHT, 190, 3), (REED, 170, 0), (VERMILION, 160, 4)]
    left = -30
    for place, (colour, width, steps) in enumerate(fronts):
        _house(canvas, left, width, 400 + 70 * sin(place * 2.2), colour, steps)
        left += width + 6
    canvas.reflect(760, Gradient(TEAL, INK, fade=(0.25, 0.8)), 1, squash=0.75)
    waves(canvas, 900, 760, 260)
    canvas.shape(box(0, 752, 1800, 768), PAPER)


def _house(canvas, left, width, eaves, colour, steps):
    right, middle, ridge = left + width, left + width / 2, eaves - width * 0.62
    canvas.shape(box(left, eaves, right, 760), colour)
    for step in range(steps):
        inset = width * step / (2 * steps + 1)
        canvas.shape(box(left + inset, eaves - (eaves - ridge) * (step + 1) / steps, right - inset, eaves + 2), colour)
    if not steps:
        canvas.shape([(left, eaves), (middle, ridge), (right, eaves)], colour)
    glass = STRAW if colour not in (SUN, APRICOT, SILVER) else INK
    for row in range(3):
        for offset in (0.2, 0.6):
            x, y = left + width * offset, eaves + 22 + 100 * row
            canvas.shape(box(x, y, x + width * 0.2, y + 62), glass)


@drawing("groningen-table.jpg", 1600, 1600, WINE)
def round_table(canvas):
    """A round table from above: people all around it, a sheet in front of each, one question in the middle."""
    canvas.shape(circle((830, 840), 520), NIGHT, 0.5)
    coats = [SUN, VERMILION, SILVER, TEAL, APRICOT, PAPER, INK, REED, STRAW, STEEL]
    for seat, coat in enumerate(coats):
        angle = 36 * seat + 10
        _guest(canvas, along((800, 800), 600, angle), angle, coat)
    canvas.shape(circle((800, 800), 500), PAPER)
    for seat in range(10):
        angle = 36 * seat + 10
        x, y = along((800, 800), 375, angle)
        canvas.shape(rotate_points(box(x - 62, y - 46, x + 62, y + 46), angle, (x, y)), MIST if seat % 3 else STRAW)
        canvas.shape(rotate_points(box(x - 34, y - 24, x - 26, y + 24), angle, (x, y)), STEEL)
        canvas.shape(rotate_points(box(x - 10, y - 24, x - 2, y + 10), angle, (x, y)), STEEL)
    canvas.shape(circle((800, 800), 150), VERMILION)
    canvas.shape(sector((800, 800), 0, 150, 90, 270), SUN)


def _guest(canvas, place, angle, coat):
    x, y = place
    canvas.shape(rotate_points(soft_box(x - 64, y - 150, x + 64, y + 150, 62), angle, place), coat)
    canvas.shape(circle(place, 72), darker(coat, 0.55) if coat != INK else RUST)


@drawing("groningen-tower.jpg", 1200, 1800, Gradient(NIGHT, MIDNIGHT))
def tower(canvas):
    """A tall church tower in front of a very large moon."""
    canvas.shape(circle((600, 760), 470), STRAW)
    canvas.shape(circle((600, 760), 400), PAPER)
    tiers = [(190, 1110, 1640, INK), (150, 760, 1110, RUST), (112, 480, 760, INK), (66, 300, 480, VERMILION)]
    for half, top, bottom, colour in tiers:
        canvas.shape(box(600 - half, top, 600, bottom), lighter(colour, 0.12))
        canvas.shape(box(600, top, 600 + half, bottom), colour)
        canvas.shape(box(600 - half - 14, top, 600 + half + 14, top + 20), SUN)
        _windows(canvas, half, top, bottom)
    canvas.shape([(566, 300), (600, 60), (634, 300)], VERMILION)
    canvas.shape(box(0, 1640, 1200, 1800), TEAL)
    canvas.shape([(410, 1640), (790, 1640), (1060, 1800), (140, 1800)], MOSS)


def _windows(canvas, half, top, bottom):
    for side in (-0.5, 0.5):
        x, width = 600 + half * side, half * 0.17
        canvas.shape([(x - width, bottom - 40), *_pointed(x, width, top + 70), (x + width, bottom - 40)], STRAW)


def _pointed(x, width, top):
    return [(x - width, top + width), (x, top), (x + width, top + width)]


@drawing("groningen-terp.jpg", 1800, 1200, REED)
def terp_village(canvas):
    """A village on its mound from above: rings of houses, paths that meet at the church."""
    centre = (1000, 600)
    for turn in range(24):
        colours = (REED, TEAL, lighter(REED, 0.3), MOSS, STRAW, TEAL)
        canvas.shape(sector(centre, 420, 1700, 15 * turn, 15 * turn + 15, 8), colours[turn * 5 % 6])
        canvas.line([along(centre, 420, 15 * turn), along(centre, 1700, 15 * turn)], 8, SILVER)
    canvas.shape(circle(centre, 470), SILVER)
    canvas.shape(circle(centre, 430), MOSS)
    for ring, (radius, houses) in enumerate(((345, 22), (215, 13))):
        canvas.line(circle(centre, radius - 62), 16, STRAW)
        for house in range(houses):
            _roof(canvas, along(centre, radius, 360 * house / houses), 360 * house / houses, (ring + house) % 4)
    for angle in (20, 140, 260):
        canvas.line([along(centre, 60, angle), along(centre, 470, angle)], 20, STRAW)
    canvas.shape(rotate_points(box(940, 566, 1060, 634), -20, centre), INK)
    canvas.shape(rotate_points(box(910, 574, 962, 626), -20, centre), SUN)


def _roof(canvas, place, angle, kind):
    x, y = place
    colour = (VERMILION, RUST, APRICOT, VERMILION)[kind]
    canvas.shape(rotate_points(box(x - 32, y - 26, x, y + 26), angle, place), colour)
    canvas.shape(rotate_points(box(x, y - 26, x + 32, y + 26), angle, place), darker(colour, 0.35))


@drawing("groningen-sails.jpg", 2400, 960, Gradient(SILVER, MIST))
def sails(canvas):
    """Sails on a lake; each touches its reflection at the waterline."""
    boats = [
        (240, 210, PAPER),
        (560, 330, VERMILION),
        (980, 160, INK),
        (1290, 440, SUN),
        (1730, 260, PAPER),
        (2090, 350, TEAL),
    ]
    canvas.shape(box(0, 540, 2400, 560), MOSS)
    for x, height, colour in boats:
        canvas.shape([(x, 540 - height), (x, 540), (x + height * 0.62, 540)], colour)
        canvas.shape(
            [(x - height * 0.06, 560 - height * 0.86), (x - height * 0.06, 540), (x - height * 0.42, 540)],
            darker(colour, 0.22),
        )
        canvas.shape(
            [(x - height * 0.45, 540), (x + height * 0.66, 540), (x + height * 0.5, 560), (x - height * 0.3, 560)], WINE
        )
    canvas.reflect(560, Gradient(TEAL, MIDNIGHT, fade=(0.2, 0.75)), 1, squash=0.9)
    waves(canvas, 1290, 560, 260)
