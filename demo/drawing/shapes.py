"""Plain geometry: lists of (x, y) points in design pixels, y downwards, angles in degrees clockwise from east."""

from math import cos, radians, sin


def along(centre, radius, angle):
    """Return the point at `angle` on the circle; `radius` is a number or (across, down) for an ellipse."""
    across, down = radius if isinstance(radius, tuple) else (radius, radius)
    return centre[0] + across * cos(radians(angle)), centre[1] + down * sin(radians(angle))


def arc(centre, radius, start, end, steps=90):
    """Return points along a circle or ellipse from angle `start` to `end`, both included."""
    return [along(centre, radius, start + (end - start) * step / steps) for step in range(steps + 1)]


def circle(centre, radius):
    """Return a whole circle, or an ellipse for radius (across, down)."""
    return arc(centre, radius, 0, 360, 144)


def sector(centre, inner, outer, start, end, steps=60):
    """Return a piece of a ring between two radii and two angles."""
    return arc(centre, outer, start, end, steps) + arc(centre, inner, end, start, steps)


def box(left, top, right, bottom):
    """Return a rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def soft_box(left, top, right, bottom, radius):
    """Return a rectangle with round corners."""
    corners = [(right - radius, bottom - radius, 0), (left + radius, bottom - radius, 90)]
    corners += [(left + radius, top + radius, 180), (right - radius, top + radius, 270)]
    return [point for x, y, turn in corners for point in arc((x, y), radius, turn, turn + 90, 16)]


def arch(centre, half, top, bottom):
    """Return a doorway: straight sides from `bottom`, closed by a half circle that ends at `top`."""
    return [(centre + half, bottom), (centre - half, bottom), *arc((centre, top + half), half, 180, 360)]


def rotate_points(points, angle, pivot):
    """Return the points rotated clockwise by `angle` around `pivot`."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return [(pivot[0] + (x - pivot[0]) * c - (y - pivot[1]) * s,
             pivot[1] + (x - pivot[0]) * s + (y - pivot[1]) * c) for x, y in points]  # fmt: skip


def place_shape(points, origin, size):
    """Return a shape drawn in units, moved to `origin` and enlarged by `size` (a negative pair mirrors it)."""
    across, down = size if isinstance(size, tuple) else (size, size)
    return [(origin[0] + x * across, origin[1] + y * down) for x, y in points]


def mirror_points(points, axis):
    """Return the points reflected in the vertical line x = `axis`."""
    return [(2 * axis - x, y) for x, y in points]


def spline(points, closed=False, steps=14):
    """Return a smooth (Catmull-Rom) curve through `points`."""
    ring = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    curve = [_between(ring[i : i + 4], step / steps) for i in range(len(ring) - 3) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _between(four, t):
    weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
    return tuple(sum(w * p[axis] for w, p in zip(weights, four, strict=True)) / 2 for axis in (0, 1))
