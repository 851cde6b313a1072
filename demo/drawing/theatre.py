"""The theatre in Emmen: the house, the foyer and the hall, before and during the meeting (album of 2018)."""

from random import Random

from demo.drawing.canvas import Gradient
from demo.drawing.catalogue import drawing
from demo.drawing.palette import (
    APRICOT,
    INK,
    MIDNIGHT,
    MIST,
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
from demo.drawing.people import sit, stand
from demo.drawing.shapes import along, arc, box, circle, rotate_points, sector, soft_box
from demo.drawing.water import waves


@drawing("emmen-facade.jpg", 1800, 1200, Gradient(SILVER, PAPER))
def facade(canvas):
    """The theatre from outside as one folded sheet, doubled in the pond before it."""
    canvas.shape([(560, 760), (560, 210), (820, 110), (820, 760)], VERMILION)
    canvas.shape([(820, 110), (960, 190), (960, 760), (820, 760)], RUST)
    canvas.shape([(180, 760), (180, 470), (1080, 300), (1080, 760)], INK)
    canvas.shape([(1080, 300), (1640, 540), (1640, 760), (1080, 760)], MIDNIGHT)
    for step in range(13):
        left = 236 + 62 * step
        top = 590 - 0.19 * (left - 180)
        canvas.shape([(left, 700), (left, top), (left + 26, top - 5), (left + 26, 700)], SUN if step % 4 else APRICOT)
    canvas.shape([(1150, 760), (1150, 520), (1560, 620), (1560, 760)], STRAW)
    for left in (1252, 1354, 1456):
        canvas.shape(box(left, 500, left + 12, 760), MIDNIGHT)
    canvas.reflect(760, Gradient(TEAL, INK, fade=(0.35, 0.8)), 1, squash=0.62)
    waves(canvas, 900, 760, 190)
    canvas.line([(0, 760), (1800, 760)], 5, PAPER)


@drawing("emmen-bicycles.jpg", 2400, 960, TEAL)
def bicycles(canvas):
    """Bicycles in a row, wheel behind wheel."""
    canvas.shape(box(0, 660, 2400, 960), darker(TEAL, 0.35))
    for place, colour in enumerate((SUN, PAPER, VERMILION, SILVER, SUN, PAPER, VERMILION, PAPER)):
        _bicycle(canvas, 160 + 264 * place, 510, colour)


def _bicycle(canvas, back, axle, colour):
    front, crank, seat, head = back + 330, (back + 140, axle + 6), (back + 95, axle - 190), (back + 275, axle - 200)
    for hub in (back, front):
        canvas.line(circle((hub, axle), 140), 11, colour)
        canvas.shape(circle((hub, axle), 12), colour)
    for path in ([(back, axle), crank, head, seat, crank], [(back, axle), seat], [(front, axle), head]):
        canvas.line(path, 12, colour)
    canvas.line([head, (head[0] - 14, head[1] - 62), (head[0] - 74, head[1] - 74)], 12, colour)
    canvas.line([seat, (seat[0] - 12, seat[1] - 36)], 12, colour)
    canvas.line([(seat[0] - 52, seat[1] - 40), (seat[0] + 28, seat[1] - 40)], 20, colour)


@drawing("emmen-coffee.jpg", 1600, 1600, APRICOT)
def coffee(canvas):
    """Cups from above, in rows; the lamp is mirrored in one of them."""
    for row in range(4):
        for column in range(4):
            place = (80 + 480 * column + 240 * (row % 2), 80 + 480 * row)
            _cup(canvas, place, 40 + 90 * ((row * 3 + column * 2) % 4), SUN if (row, column) == (1, 1) else WINE)


def _cup(canvas, place, angle, drink):
    x, y = place
    canvas.shape(circle((x + 34, y + 34), 208), RUST, 0.45)
    canvas.shape(circle(place, 208), PAPER)
    canvas.line(circle(place, 176), 5, SILVER)
    canvas.shape(rotate_points(soft_box(x + 90, y - 22, x + 190, y + 22, 20), angle, place), INK)
    canvas.shape(circle(place, 128), INK)
    canvas.shape(circle(place, 106), drink)
    canvas.shape(sector(place, 66, 84, angle + 150, angle + 235), PAPER if drink == SUN else APRICOT)


@drawing("emmen-chairs.jpg", 1800, 1200, INK)
def chairs(canvas):
    """The hall from above: rows of empty chairs in arcs around the stage, and one that is taken."""
    canvas.shape(circle((900, -140), 420), STRAW)
    canvas.shape(circle((900, -140), 330), SUN)
    for row in range(8):
        radius = 530 + 104 * row
        gap = 5800 / radius
        for seat in range(-14, 15):
            if seat % 9 != 4:
                angle = 90 + gap * seat
                colours = (SUN, PAPER) if (row, seat) == (4, -6) else (darker(VERMILION, 0.07 * row), WINE)
                _chair(canvas, along((900, -140), radius, angle), angle, *colours)


def _chair(canvas, place, angle, seat, back):
    x, y = place
    canvas.shape(rotate_points(soft_box(x - 34, y - 32, x + 22, y + 32, 12), angle, place), seat)
    canvas.shape(rotate_points(soft_box(x + 18, y - 36, x + 36, y + 36, 8), angle, place), back)


@drawing("emmen-curtain.jpg", 1200, 1800, WINE)
def curtain(canvas):
    """The curtain just before it opens: a crack of light between the folds."""
    canvas.shape(box(0, 0, 1200, 1800), Gradient(STRAW, SUN))
    canvas.shape(box(0, 1640, 1200, 1800), APRICOT)
    for fold in range(6):
        for side in (-1, 1):
            _fold(canvas, side, 600 + side * (34 + 100 * fold), 600 + side * (118 + 100 * fold), fold)
    canvas.shape([(570, 1640), (630, 1640), (900, 1800), (300, 1800)], PAPER, 0.75)


def _fold(canvas, side, near, far, step):
    bright, dark = (VERMILION, WINE) if step % 2 else (lighter(VERMILION, 0.12), RUST)
    start, end = (dark, bright) if side > 0 else (bright, dark)
    left, right = sorted((near + side * 10, far + side * 26))
    hem = 1630 + 14 * (step % 2)
    edge = arc(((left + right) / 2, hem), ((right - left) / 2, 40), 0, 180, 30)
    canvas.shape([(left, 0), (right, 0), *edge], Gradient(start, end, sideways=True))


@drawing("emmen-opening.jpg", 1200, 1800, NIGHT)
def opening(canvas):
    """One speaker in a cone of light, in front of a tall mirror in which somebody else seems to stand."""
    canvas.shape([(390, 0), (470, 0), (820, 1390), (140, 1390)], Gradient(SUN, STRAW, fade=(0.75, 0.25)))
    canvas.shape(circle((480, 1396), (340, 62)), SUN)
    canvas.shape(box(690, 380, 1080, 1396), PAPER)
    canvas.shape(box(716, 406, 1054, 1396), Gradient(STEEL, MIST))
    canvas.shape([(716, 900), (1054, 560), (1054, 760), (716, 1100)], PAPER, 0.4)
    stand(canvas, (885, 1396), 560, TEAL, INK)
    stand(canvas, (430, 1396), 640, VERMILION, WINE)
    canvas.reflect(1396, Gradient(INK, NIGHT, fade=(0.5, 0.95)), 1)


@drawing("emmen-audience.jpg", 1800, 1200, MIDNIGHT)
def audience(canvas):
    """Rows of people from the back, before a screen with half a sun."""
    canvas.shape(box(420, 110, 1380, 700), PAPER)
    with canvas.within(box(420, 110, 1380, 700)):
        canvas.shape(circle((900, 560), 280), VERMILION)
        canvas.shape(box(420, 560, 1380, 700), SILVER)
        canvas.shape(arc((900, 560), (280, 150), 0, 180), APRICOT)
    chance = Random("audience")
    coats = [INK, TEAL, STEEL, darker(TEAL, 0.4), WINE, NIGHT]
    hair = (NIGHT, WINE, RUST, STEEL, INK)
    for row, width in enumerate((118, 156, 206, 272)):
        for seat in range(int(1800 / width) + 2):
            place = (width * (seat - 0.25 - 0.5 * (row % 2)), 770 + 148 * row)
            coat = SUN if (row, seat) == (3, 5) else chance.choice(coats)
            sit(canvas, place, width * 0.96, darker(coat, 0.08 * (3 - row)), chance.choice(hair))


@drawing("emmen-notes.jpg", 1800, 1200, MIST)
def notes(canvas):
    """A wall of notes with turned-up corners, the same to the left and right of the middle, but for one."""
    chance = Random("notes")
    colours = [SUN, SUN, STRAW, APRICOT, REED, SILVER, PAPER]
    for row in range(5):
        for column in range(4):
            colour, angle = chance.choice(colours), chance.uniform(-7, 7)
            if chance.random() < 0.88:
                odd = (row, column) == (2, 2)
                _note(canvas, (150 + 218 * column, 160 + 222 * row), angle, colour, 1)
                _note(canvas, (1650 - 218 * column, 160 + 222 * row), -angle, VERMILION if odd else colour, -1)
    canvas.line([(900, 0), (900, 1200)], 4, STEEL, 0.6)


def _note(canvas, place, angle, colour, side):
    def put(points, paint, opacity=1.0):
        canvas.shape(
            rotate_points([(place[0] + side * x, place[1] + y) for x, y in points], angle, place), paint, opacity
        )

    put(box(-82, -78, 98, 102), INK, 0.14)
    put([(-90, -90), (90, -90), (90, 40), (40, 90), (-90, 90)], colour)
    put([(90, 40), (40, 90), (44, 44)], darker(colour, 0.3))
    for line, length in ((-40, 60), (-8, 34)):
        put(box(-58, line, length, line + 9), INK, 0.55)
