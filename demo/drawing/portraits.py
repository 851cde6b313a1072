"""Drawn heads for speakers: profiles and their mirror images, nobody's real face."""

from demo.drawing.canvas import Gradient
from demo.drawing.catalogue import drawing
from demo.drawing.palette import APRICOT, INK, MIDNIGHT, MIST, PAPER, SILVER, STRAW, SUN, TEAL, VERMILION, darker
from demo.drawing.people import profile
from demo.drawing.shapes import box, circle, mirror_points, place_shape
from demo.drawing.water import waves


@drawing("portrait-emily-wise.jpg", 1000, 1000, TEAL)
def before_the_mirror(canvas):
    """A profile that looks at its own image in a mirror; the gap between them is the shape of a vase."""
    head = place_shape(profile("small"), (770, 630), 500)
    canvas.shape(box(0, 0, 500, 1000), SILVER)
    with canvas.within(box(500, 0, 1000, 1000)):
        canvas.shape(head, INK)
    with canvas.within(box(0, 0, 500, 1000)):
        canvas.shape(mirror_points(head, 500), PAPER)
    canvas.line([(500, 0), (500, 1000)], 5, SUN)


@drawing("portrait-ron-boschma.jpg", 1000, 1000, PAPER)
def contours(canvas):
    """A profile made of echoes, one behind the other like the contours on a map."""
    tones = [STRAW, SUN, APRICOT, VERMILION, darker(VERMILION, 0.3), darker(VERMILION, 0.6), INK]
    for step, tone in enumerate(tones):
        canvas.shape(place_shape(profile("curved"), (290 + 76 * step, 650), 590), tone)


@drawing("portrait-miren-estensoro.jpg", 1000, 1000, SUN)
def folded_profile(canvas):
    """A profile on a sheet that is folded down the middle: what is dark on one side is light on the other."""
    head = place_shape(profile("straight"), (545, 640), 590)
    canvas.shape(head, INK)
    with canvas.within(box(500, 0, 1000, 1000)):
        canvas.shape(box(500, 0, 1000, 1000), VERMILION)
        canvas.shape(head, PAPER)
        canvas.shape(box(500, 0, 560, 1000), Gradient(INK, INK, sideways=True, fade=(0.25, 0)))


@drawing("portrait-nina-alkaersig-jensen.jpg", 1000, 1000, Gradient(SILVER, MIST))
def at_the_water(canvas):
    """A profile that looks over the water in which it is reflected."""
    canvas.shape(circle((300, 660), 190), SUN)
    canvas.shape(mirror_points(place_shape(profile("small"), (600, 430), 380), 600), VERMILION)
    canvas.reflect(660, Gradient(MIDNIGHT, INK, fade=(0.55, 0.95)), 1)
    waves(canvas, 300, 660, 110, count=6)
    canvas.line([(0, 660), (1000, 660)], 4, PAPER)
