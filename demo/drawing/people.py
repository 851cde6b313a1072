"""People as the drawings show them: pegs with a head, seen from the front or the back, and profiles that face left."""

from demo.drawing.shapes import arc, circle, place_shape, spline

# A face looking left, in units: 0 at the chin line, -1 at the crown, about 0.75 wide. Forehead to throat.
_BROW = [(-0.02, -0.97), (-0.22, -0.9), (-0.335, -0.76), (-0.36, -0.62)]
_NOSES = {
    "straight": [(-0.345, -0.545), (-0.385, -0.47), (-0.475, -0.36), (-0.455, -0.325), (-0.385, -0.31)],
    "curved": [(-0.34, -0.55), (-0.41, -0.48), (-0.485, -0.365), (-0.45, -0.325), (-0.385, -0.315)],
    "small": [(-0.335, -0.55), (-0.355, -0.475), (-0.445, -0.385), (-0.435, -0.34), (-0.375, -0.32)],
}
_MOUTH = [(-0.375, -0.27), (-0.415, -0.235), (-0.365, -0.2), (-0.4, -0.16), (-0.35, -0.12)]
_CHIN = [(-0.365, -0.06), (-0.33, 0.01), (-0.23, 0.035), (-0.1, 0.05), (-0.075, 0.14), (-0.09, 0.32)]


def profile(nose="straight"):
    """Return a closed bust that looks left, in units of the height of the head."""
    chest = [(-0.16, 0.44), (-0.42, 0.56), (-0.6, 0.8), (-0.66, 1.5), (0.75, 1.5), (0.7, 0.75), (0.5, 0.5), (0.3, 0.36)]
    nape = [(0.25, 0.2), (0.27, 0.0), (0.37, -0.2), (0.42, -0.45), (0.36, -0.72), (0.19, -0.92)]
    return spline([*_BROW, *_NOSES[nose], *_MOUTH, *_CHIN, *chest, *nape], closed=True)


def stand(canvas, place, height, coat, skin, opacity=1.0):
    """Draw somebody who stands at `place` (the middle of the feet), `height` design pixels tall."""
    canvas.shape(place_shape(_body(), place, height), coat, opacity)
    canvas.shape(circle((place[0], place[1] - height * 0.87), height * 0.125), skin, opacity)


def sit(canvas, place, width, coat, hair):
    """Draw the back of somebody in the audience: shoulders `width` wide that rise from `place`, and a head."""
    x, y = place
    canvas.shape(arc((x, y), (width / 2, width * 0.52), 180, 360), coat)
    canvas.shape(circle((x, y - width * 0.68), width * 0.25), hair)


def _body():
    return [(-0.13, 0), (-0.2, -0.5), *arc((0, -0.5), (0.2, 0.22), 180, 360, 40), (0.2, -0.5), (0.13, 0)]
