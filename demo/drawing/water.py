"""The surface of the water: thin lines that grow wider and further apart towards the one who looks."""

from demo.drawing.palette import PAPER


def waves(canvas, centre, line, reach, count=8):
    """Draw `count` waves below y = `line` around x = `centre`; the first reaches `reach` to either side."""
    deep = canvas.height - line
    for wave in range(count):
        y = line + deep * (0.06 + 0.86 * ((wave + 0.3) / count) ** 1.5)
        half = reach * (1 + 0.5 * wave)
        canvas.line([(centre - half, y), (centre + half, y)], 2 + 0.6 * wave, PAPER, 0.22)
