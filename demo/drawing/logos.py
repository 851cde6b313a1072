"""Wordless marks for the four partner projects, made for this demonstration; the real projects have other logos."""

from demo.drawing.catalogue import drawing
from demo.drawing.palette import INK, SILVER, SUN, TEAL, VERMILION
from demo.drawing.shapes import along, arc, box, circle, sector

WHITE = "#ffffff"


@drawing("logo-beyond-edp.png", 900, 600, WHITE)
def beyond(canvas):
    """Rings of discovery with an opening, through which a path leads out."""
    for radius, colour in ((220, INK), (150, TEAL), (80, VERMILION)):
        canvas.shape(sector((400, 300), radius - 38, radius, 30, 330), colour)
    canvas.shape([(400, 282), (690, 282), (690, 236), (790, 300), (690, 364), (690, 318), (400, 318)], SUN)


@drawing("logo-clusterfy.png", 900, 600, WHITE)
def clusters(canvas):
    """Six discs that touch the one in their middle."""
    for turn, colour in enumerate((INK, TEAL, VERMILION, INK, TEAL, SUN)):
        place = along((450, 300), 168, 60 * turn - 30)
        canvas.line([(450, 300), place], 22, SILVER)
        canvas.shape(circle(place, 74), colour)
    canvas.shape(circle((450, 300), 58), INK)


@drawing("logo-relos3.png", 900, 600, WHITE)
def from_local_to_regional(canvas):
    """Three arches, the small in the larger, over one line."""
    for half, colour in ((290, INK), (200, TEAL), (110, VERMILION)):
        canvas.shape([(450 - half, 440), *arc((450, 440), half, 180, 360), (450 + half, 440)], colour)
        canvas.shape(arc((450, 440), half - 52, 180, 360), WHITE)
    canvas.shape(box(120, 462, 780, 490), SUN)


@drawing("logo-tracs3.png", 900, 600, WHITE)
def three_tracks(canvas):
    """Three tracks that bend side by side around one point."""
    x, y = 510, 430
    for step, colour in enumerate((INK, TEAL, VERMILION)):
        outer = 300 - 84 * step
        inner = outer - 56
        canvas.shape(sector((x, y), inner, outer, 180, 270), colour)
        canvas.shape(box(x, y - outer, x + 180, y - inner), colour)
        canvas.shape(box(x - outer, y, x - inner, y + 40), colour)
    canvas.shape(circle((x, y), 44), SUN)
