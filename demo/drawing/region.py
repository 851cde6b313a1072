"""The land around the theatre: a mill and a drawbridge, as seen on the way there (album of 2018)."""

from demo.drawing.canvas import Gradient
from demo.drawing.catalogue import drawing
from demo.drawing.palette import INK, MOSS, PAPER, REED, RUST, SILVER, STRAW, SUN, TEAL, VERMILION, darker
from demo.drawing.shapes import box, circle, rotate_points
from demo.drawing.water import waves


@drawing("emmen-mill.jpg", 1200, 1800, Gradient(SUN, STRAW))
def mill(canvas):
    """A mill whose sails cross like the axes of a figure, standing on its own reflection."""
    canvas.shape(box(0, 1180, 1200, 1290), MOSS)
    canvas.shape([(420, 1250), (500, 660), (700, 660), (780, 1250)], INK)
    canvas.shape([(600, 660), (700, 660), (780, 1250), (600, 1250)], darker(INK, 0.5))
    canvas.shape([(470, 670), (520, 560), (680, 560), (730, 670)], VERMILION)
    canvas.shape(box(330, 960, 870, 984), RUST)
    for quarter in range(4):
        _sail(canvas, (600, 620), 28 + 90 * quarter)
    canvas.shape(circle((600, 620), 26), PAPER)
    canvas.reflect(1290, Gradient(TEAL, INK, fade=(0.4, 0.85)), 1, squash=0.5)
    waves(canvas, 600, 1290, 110)
    canvas.line([(0, 1290), (1200, 1290)], 5, PAPER)


def _sail(canvas, hub, angle):
    x, y = hub
    canvas.shape(rotate_points(box(x - 9, y - 540, x + 9, y), angle, hub), INK)
    canvas.shape(rotate_points(box(x + 9, y - 530, x + 104, y - 110), angle, hub), PAPER, 0.9)
    for bar in range(9):
        canvas.shape(rotate_points(box(x, y - 530 + 52 * bar, x + 104, y - 522 + 52 * bar), angle, hub), INK)
    canvas.shape(rotate_points(box(x + 98, y - 530, x + 106, y - 106), angle, hub), INK)


@drawing("emmen-drawbridge.jpg", 1800, 1200, REED)
def drawbridge(canvas):
    """A white drawbridge over a canal; with its reflection it closes into one figure."""
    canvas.shape(circle((900, 420), 230), STRAW)
    canvas.shape([(0, 560), (560, 600), (560, 680), (0, 680)], MOSS)
    canvas.shape([(1240, 600), (1800, 560), (1800, 680), (1240, 680)], MOSS)
    for side in (-1, 1):
        _leaf(canvas, 900, side)
    canvas.reflect(680, Gradient(TEAL, MOSS, fade=(0.35, 0.9)), 1, squash=0.85)
    waves(canvas, 900, 680, 170)
    canvas.line([(0, 680), (1800, 680)], 5, PAPER)


def _leaf(canvas, middle, side):
    def beam(points, width, colour=PAPER):
        canvas.line([(middle + side * x, y) for x, y in points], width, colour)

    beam([(360, 680), (360, 250)], 34)
    beam([(420, 680), (420, 250)], 18, SILVER)
    beam([(620, 300), (30, 170)], 30)
    beam([(560, 330), (640, 262)], 64, VERMILION)
    beam([(48, 180), (28, 560)], 9, INK)
    beam([(400, 590), (8, 560)], 30)
    for post in range(5):
        beam([(380 - 84 * post, 580), (380 - 84 * post, 490)], 9)
    beam([(400, 496), (20, 470)], 12)
