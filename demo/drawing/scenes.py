"""The ten scenes of the film, each a drawing for a moment between 0 and 1, and the poster that stands for them.

They follow the captions and the transcript: flat land, the fold, the gap, people, three cases, what returns, the map.
"""

from math import cos, exp, pi, radians, sin
from random import Random

from demo.drawing.canvas import Gradient
from demo.drawing.catalogue import drawing
from demo.drawing.palette import INK, MIST, NIGHT, PAPER, REED, SILVER, STEEL, STRAW, SUN, TEAL, VERMILION, darker
from demo.drawing.shapes import along, box, circle, place_shape, rotate_points, sector

WIDTH, HEIGHT = 1280, 720
CREASE = WIDTH / 2
HORIZON = 430
_FURROWS = [(452, 3, STEEL), (482, 4, TEAL), (522, 6, INK), (574, 8, TEAL), (640, 11, VERMILION)]


def ease(moment, start=0.0, end=1.0):
    """Return how far a movement that runs from `start` to `end` has come at `moment`, 0 to 1, soft at both ends."""
    share = min(1, max(0, (moment - start) / (end - start)))
    return share * share * (3 - 2 * share)


def flat_land(canvas, moment):
    """Draw a pale plane with long lines that grow outwards; the space above stays empty."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), Gradient(PAPER, MIST))
    canvas.shape(box(0, HORIZON, WIDTH, HEIGHT), SILVER)
    for place, (height, width, colour) in enumerate(_FURROWS):
        reach = CREASE * ease(moment, 0.08 * place, 0.45 + 0.1 * place)
        canvas.shape(box(CREASE - reach, height, CREASE + reach, height + width), colour)


def fold(canvas, moment):
    """Draw the plane folding along its middle, until both halves are mirror images."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), INK)
    angle = 80 * sin(pi * ease(moment, 0.12, 0.9))
    drawn = ease(moment, 0.3, 0.95)
    _half(canvas, lambda points: [(CREASE - x, y) for x, y in points], drawn)
    _half(canvas, lambda points: _hinged(points, angle), drawn)
    _dim(canvas, angle)


def gap(canvas, moment):
    """Draw the right half sliding out of place, and the light that shows in the gap."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), INK)
    slip = ease(moment, 0.1, 0.6)
    _half(canvas, lambda points: [(CREASE - 14 * slip - x, y) for x, y in points], 1)
    _half(canvas, lambda points: [(CREASE + 22 * slip + x, y + 46 * slip) for x, y in points], 1)
    canvas.shape(box(CREASE - 14 * slip, 0, CREASE + 22 * slip, HEIGHT), Gradient(SUN, VERMILION))
    canvas.shape(box(CREASE - 2 * slip, 0, CREASE + 10 * slip, HEIGHT), PAPER, ease(moment, 0.4, 0.8))


def gathering(canvas, moment):
    """Draw dots in different colours that arrive from both sides and stay around the crease."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), Gradient(NIGHT, INK))
    canvas.shape(box(CREASE - 3, 0, CREASE + 3, HEIGHT), SILVER)
    chance = Random("gathering")
    for side, colours in ((180, (SUN, VERMILION, PAPER)), (0, (REED, SILVER, SUN))):
        for ring, seats in enumerate((3, 5, 7, 9)):
            for seat in range(seats):
                angle = side + 150 * (seat + 0.5) / seats - 75
                x, y = along((CREASE, 360), 84 + 78 * ring, angle)
                start = chance.uniform(0, 0.45)
                away = (1 - ease(moment, start, start + 0.45)) * (640 if side == 0 else -640)
                place = (x + away, y + 7 * sin(6 * moment + 2 * seat + ring))
                canvas.shape(circle(place, chance.choice((14, 18, 23))), chance.choice(colours))


def valley(canvas, moment):
    """Draw wavy lines that sink into a valley, and a solid core on its floor."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), MIST)
    depth = ease(moment, 0, 0.6)
    for line in range(9):
        canvas.line(valley_line(line, depth, moment), 5, TEAL if line % 2 else INK)
    core = ease(moment, 0.45, 0.8)
    canvas.shape(circle((CREASE, 372), 76 * core), SUN)
    canvas.shape(circle((CREASE, 372), 54 * core), VERMILION)


def valley_line(line, depth=1.0, moment=0.0):
    """Return one of nine wavy lines, 0 the highest; depth: 0 is flat, 1 the whole valley."""
    columns = range(-20, WIDTH + 40, 20)
    dip = [exp(-(((x - CREASE) / 250) ** 2)) for x in columns]
    wave = [9 * sin(x / 90 + line + 3 * moment) for x in columns]
    return [
        (x, 130 + 46 * line + (310 - 26 * line) * d * depth + w) for x, d, w in zip(columns, dip, wave, strict=True)
    ]


def crossing(canvas, moment):
    """Draw two bands of stripes that slide across each other, and the pattern that appears where they meet."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), INK)
    reach = 1700 * ease(moment, 0, 0.55)
    for stripe in range(6):
        near = 360 - 172 + 60 * stripe
        _slanted(canvas, (-260, near, -260 + reach, near + 34), VERMILION)
        _slanted(canvas, (near + 280, 1260 - reach, near + 314, 1260), SILVER)
    for place in range(36):
        shown = ease(moment, 0.5 + 0.008 * place, 0.62 + 0.008 * place)
        x, y = 468 + 60 * (place // 6) + 17, 188 + 60 * (place % 6) + 17
        half = 17 * shown
        _slanted(canvas, (x - half, y - half, x + half, y + half), SUN if place % 2 == place // 6 % 2 else PAPER)


def _slanted(canvas, sides, colour):
    canvas.shape(rotate_points(box(*sides), 45, (CREASE, 360)), colour)


def staircase(canvas, moment):
    """Draw steps that grow from below, each at its own pace, until they make a staircase."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), SUN)
    chance = Random("steps")
    for step in range(9):
        start, own = chance.uniform(0, 0.25), chance.uniform(0.35, 0.6)
        beat = 26 * sin(14 * moment * (0.7 + own) + step) * (1 - ease(moment, 0.45, 0.85)) * ease(moment, 0, 0.2)
        height = (96 + 56 * step) * ease(moment, start, start + own) + beat
        left = 100 + 120 * step
        canvas.shape(
            box(left, HEIGHT - height, left + 120, HEIGHT), VERMILION if step == 4 else darker(INK, 0.06 * step)
        )
        canvas.shape(box(left, HEIGHT - height, left + 120, HEIGHT - height + 10), PAPER)


def returning(canvas, moment):
    """Draw valley, crossing and staircase as lines over each other; three of them grow thick."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), PAPER)
    slide = 900 * (1 - ease(moment, 0, 0.5))
    for line in range(9):
        canvas.line([(x - slide, y) for x, y in valley_line(line)], 3, REED)
    for stripe in range(-3, 4):
        canvas.line([(x + slide, y + 60 * stripe) for x, y in roads()[1]], 3, STEEL)
    for shift in (-70, 0, 70):
        canvas.line([(x, y + shift + slide) for x, y in roads()[2]], 3, INK, 0.6)
    for road, colour in zip(roads(), (TEAL, VERMILION, INK), strict=True):
        canvas.line(road, 3 + 13 * ease(moment, 0.5, 0.85), colour, ease(moment, 0.45, 0.55))


def roads():
    """Return the three lines that come back: one of the valley, one of the crossing, one of the staircase."""
    steps = [(100 + 120 * (corner // 2), 624 - 56 * ((corner + 1) // 2)) for corner in range(19)]
    return valley_line(4), [(-20, 60), (1300, 690)], steps


def agreements(canvas, moment):
    """Draw only the three lines, which light up one after the other."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), INK)
    for place, (road, colour) in enumerate(zip(roads(), (REED, VERMILION, SUN), strict=True)):
        light = ease(moment, 0.04 + 0.3 * place, 0.18 + 0.3 * place)
        canvas.line(road, 16, STEEL, 0.45)
        canvas.line(road, 16 + 6 * light, colour, light)


def unfolding(canvas, moment):
    """Draw the sheet opening; the lines run on over both halves like roads on a map."""
    canvas.shape(box(0, 0, WIDTH, HEIGHT), INK)
    angle = 84 * (1 - ease(moment, 0.02, 0.5))
    _leaf(canvas, lambda points: [(CREASE - x, y) for x, y in points], moment)
    _leaf(canvas, lambda points: _hinged(points, angle), moment)
    _dim(canvas, angle)
    here = ease(moment, 0.6, 0.8)
    canvas.shape(circle((CREASE, 384), 40 * here), PAPER)
    canvas.shape(circle((CREASE, 384), 26 * here), VERMILION)


def _leaf(canvas, put, moment):
    canvas.shape(put(box(0, 50, 560, 670)), PAPER)
    for strip in range(7):
        left = 30 + 78 * strip
        colour = (MIST, STRAW, SILVER)[strip % 3]
        canvas.shape(put([(left, 90), (left + 52, 90), (left + 30, 300), (left - 22, 300)]), colour)
        canvas.shape(put(box(left - 10, 460, left + 40, 630)), (SILVER, MIST, STRAW)[strip % 3])
    far = ease(moment, 0.1, 0.7)
    for road, colour in zip(_map_roads(), (TEAL, INK, VERMILION), strict=True):
        kept = road[: max(2, round(len(road) * far))]
        canvas.line(put(kept), 15, colour)


def _map_roads():
    wave = [(x, 384 + 60 * sin(x / 130)) for x in range(0, 561, 10)]
    slope = [(x, 384 - 0.52 * x) for x in range(0, 561, 10)]
    steps = [(70 * ((corner + 1) // 2), 384 + 34 * (corner // 2)) for corner in range(16)]
    return wave, slope, steps


def _half(canvas, put, drawn):
    """Draw one half of the land; `put` places points given as (distance from the crease, height)."""
    canvas.shape(put(box(0, 0, CREASE, HEIGHT)), PAPER)
    disc = circle((285, HORIZON), 175 * drawn)
    canvas.shape(put(disc), SUN)
    canvas.shape(put(place_shape(sector((0, 0), 0, 1, 180, 360), (470, HORIZON), (165 * drawn, 60 * drawn))), TEAL)
    canvas.shape(put(box(450, HORIZON - 240 * drawn, 490, HORIZON)), INK)
    canvas.shape(put(box(0, HORIZON, CREASE, HEIGHT)), SILVER)
    for height, width, colour in _FURROWS:
        canvas.shape(put(box(0, height, CREASE, height + width)), colour)


def _hinged(points, angle):
    turn = radians(angle)
    return [(CREASE + x * cos(turn), 360 + (y - 360) * (1 + 0.4 * sin(turn) * x / CREASE)) for x, y in points]


def _dim(canvas, angle):
    shade = 0.5 * sin(radians(angle))
    half = _hinged(box(0, -40, CREASE, HEIGHT + 40), angle)
    canvas.shape(half, Gradient(NIGHT, NIGHT, sideways=True, fade=(shade, shade / 3)))


@drawing("poster-smart-up.jpg", WIDTH, HEIGHT, INK)
def poster(canvas):
    """The land half folded: the moment in which a plane becomes a mirror."""
    fold(canvas, 0.74)
