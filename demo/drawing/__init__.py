"""The pictures of the demonstration content, drawn by our own code when it is loaded.

They are all about a mirror held up to a region: reflections, folds, axes, water and the long strips of the north.
`draw(file)` gives a PIL image for each file that pictures.toml and albums.toml name, `encode(file)` its bytes;
`python -m demo.drawing DIRECTORY` writes them all.
"""

from demo.drawing import covers, evening, groningen, heroes, logos, portraits, region, scenes, theatre
from demo.drawing.catalogue import draw, encode, files

__all__ = ["draw", "encode", "files"]
_SUBJECTS = (heroes, covers, portraits, logos, scenes, theatre, region, evening, groningen)
