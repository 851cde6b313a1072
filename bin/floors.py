#!/usr/bin/env python
"""Draw docs/floors.svg: which room of the house imports which. --check ends with a message if the picture is out of date.

The floors are those of import-linter in pyproject.toml, from above; what they import is read from the code by grimp;
what they are for is the first sentence of each package. Two runs over the same code draw the same bytes.
"""

import ast
import re
import sys
import textwrap
import tomllib
from collections import Counter
from html import escape
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import grimp

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "floors.svg"
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]

STEP = 28  # a room is so many pixels wide and high
LEFT, RIGHT, TOP, BOTTOM, MARGIN = 372, 24, 112, 28, 42
NAME, WORD = 9, 6.4  # a letter is hardly wider in any font, in a name and in a sentence
STYLE = """
  .paper { fill: #fbf8f2 } .floor { fill: #efe9dd }
  text { font: 12.5px "Avenir Next", Avenir, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif; fill: #4a5473 }
  .title { font-size: 19px; font-weight: 700 } .name { font-size: 14.5px; font-weight: 700 } .title, .name { fill: #0f1b3d }
  .end { text-anchor: end } text.package { font-weight: 700; letter-spacing: 0.12em; text-anchor: middle; stroke: none }
  line { stroke-width: 1.25; stroke-opacity: 0.32 }
  .a { fill: #0f1b3d; stroke: #0f1b3d } .b { fill: #b93019; stroke: #b93019 } .c { fill: #8a5f00; stroke: #8a5f00 }
  .d { fill: #0f7b7b; stroke: #0f7b7b } .e { fill: #6a3f8f; stroke: #6a3f8f } circle, rect { stroke: none }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0b1228 } .floor { fill: #131c3a } text { fill: #aab4d0 } .title, .name { fill: #eef1f8 }
    line { stroke-opacity: 0.45 }
    .a { fill: #b9c6e2; stroke: #b9c6e2 } .b { fill: #ff8f78; stroke: #ff8f78 } .c { fill: #ffc93c; stroke: #ffc93c }
    .d { fill: #58c4c0; stroke: #58c4c0 } .e { fill: #c9a0ea; stroke: #c9a0ea }
  }
"""
# From so many imports on, a dot of this radius; in few steps, so that a new import seldom asks for a new picture.
SIZES = [(20, 10), (8, 7.5), (3, 5.5), (1, 3.5)]
LEGEND = [
    "Each step is a room. A line leads to the right from a room that imports, to a dot, and from there down to the room",
    "that is imported; larger dots stand for more imports (3, 8, 20). What lies below knows nothing of what lies above.",
]


class Room(NamedTuple):
    """A package on a floor of its own, or on one that it shares; floors are counted from above."""

    package: str
    floor: int
    purpose: str

    @property
    def house(self) -> str:
        """The package at the top that it is a room of."""
        return self.package.partition(".")[0]

    @property
    def name(self) -> str:
        """What stands on its step."""
        return self.package.rpartition(".")[2]


def rooms_from_above() -> list[Room]:
    """Return all rooms from above, in the order of the layers; those that share a floor stand beside each other."""
    contract = next(contract for contract in LINTER["contracts"] if contract["type"] == "layers")
    floors = [re.findall(r"[\w.]+", layer) for layer in contract["layers"]]
    return [Room(package, floor, _purpose(package)) for floor, packages in enumerate(floors) for package in packages]


def _purpose(package: str) -> str:
    """Return the first sentence of the package's docstring."""
    source = ROOT.joinpath(*package.split("."), "__init__.py")
    words = ast.get_docstring(ast.parse(source.read_text())) if source.exists() else ""
    return " ".join((words or "").split()).partition(". ")[0].rstrip(".")


def imports(house: list[Room]) -> Counter:
    """Return how many imports lead from one room to another, by their places in `house`."""
    sys.path.insert(0, str(ROOT))
    graph = grimp.build_graph(*LINTER["root_packages"], cache_dir=None)
    home = {module: _room_of(module, house) for module in graph.modules}
    homeless = sorted(module for module, room in home.items() if room is None and "." in module)
    if homeless:
        sys.exit(f"{homeless[0]} is on no floor: name its package among the layers in pyproject.toml.")
    pairs = [
        (home[module], home[other]) for module in home for other in graph.find_modules_directly_imported_by(module)
    ]
    return Counter((one, other) for one, other in pairs if one != other and None not in {one, other})


def _room_of(module: str, house: list[Room]) -> int | None:
    rooms = [number for number, room in enumerate(house) if f"{module}.".startswith(f"{room.package}.")]
    return max(rooms, key=lambda number: len(house[number].package), default=None)


def draw() -> str:
    """Return the picture."""
    house = rooms_from_above()
    arrows = imports(house)
    width, height = LEFT + STEP * len(house) + RIGHT, TOP + STEP * len(house) + BOTTOM
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">',
            '<title id="title">The floors of the house: which package imports which</title>',
            f'<desc id="desc">{escape(_in_words(house, arrows), quote=False)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{width}" height="{height}" rx="10"/>',
            *_grounds(house, width),
            f'<text class="title" x="{MARGIN}" y="42">Imports run downwards only</text>',
            *(f'<text x="{MARGIN}" y="{66 + 18 * number}">{words}</text>' for number, words in enumerate(LEGEND)),
            *_wires(house, arrows),
            *chain.from_iterable(_step(number, room, house) for number, room in enumerate(house)),
            *_dots(house, arrows),
            "</svg>\n",
        ]
    )


def _in_words(house: list[Room], arrows: Counter) -> str:
    """Say for each room, from above, what it imports: the whole picture for whoever doesn't see it."""
    sentences = []
    for number, room in enumerate(house):
        below = [other.package for place, other in enumerate(house) if arrows[number, place]]
        sentences.append(f"{room.package} imports {', '.join(below) or 'none of the others'}.")
    return "From above: " + " ".join(sentences)


def _grounds(house: list[Room], width: int):
    """Every second floor of the whole house has a ground of its own; the rooms of one package share it."""
    keys = [room.house if "." in room.package else room.floor for room in house]
    for even, key in enumerate(dict.fromkeys(keys)):
        top, tall = TOP + STEP * keys.index(key), STEP * keys.count(key)
        if even % 2:
            yield f'<rect class="floor" x="0" y="{top}" width="{width}" height="{tall}"/>'
        if keys.count(key) > 2:
            at = f"translate({MARGIN - 20} {top + tall / 2:g}) rotate(-90)"
            yield f'<text class="package {_colours(house)[key]}" transform="{at}">{escape(key)}</text>'


def _colours(house: list[Room]) -> dict[str, str]:
    """Return a colour for each package; those on one floor have the same."""
    floors = {}
    for room in house:
        floors.setdefault(room.house, room.floor)
    order = sorted(set(floors.values()))
    return {package: "abcde"[order.index(floor) % 5] for package, floor in floors.items()}


def _middle(column: int, row: int) -> tuple[float, float]:
    return LEFT + STEP * (column + 0.5), TOP + STEP * (row + 0.5)


def _wires(house: list[Room], arrows: Counter):
    colours = _colours(house)
    for number, room in enumerate(house):
        x, y = _middle(number, number)
        reached = [other for one, other in arrows if one == number]
        users = [one for one, other in arrows if other == number]
        if reached:
            yield f'<line class="{colours[room.house]}" x1="{x:g}" y1="{y:g}" x2="{_middle(max(reached), 0)[0]:g}" y2="{y:g}"/>'
        if users:
            yield f'<line class="{colours[room.house]}" x1="{x:g}" y1="{_middle(0, min(users))[1]:g}" x2="{x:g}" y2="{y:g}"/>'


def _step(number: int, room: Room, house: list[Room]):
    x, y = LEFT + STEP * number, TOP + STEP * number
    colour = _colours(house)[room.house]
    yield f'<rect class="{colour}" x="{x + 2}" y="{y + 2}" width="{STEP - 4}" height="{STEP - 4}" rx="4"/>'
    fits = int((x - 30 - MARGIN - NAME * len(room.name)) / WORD)
    purpose = escape(textwrap.shorten(room.purpose, fits, placeholder=" …"))
    name = f'<tspan class="name" dx="{10 if purpose else 0}">{escape(room.name)}</tspan>'
    yield f'<text class="end" x="{x - 10}" y="{y + 19}">{purpose}{name}</text>'


def _dots(house: list[Room], arrows: Counter):
    colours = _colours(house)
    for (one, other), count in sorted(arrows.items()):
        x, y = _middle(other, one)
        title = f"<title>{house[one].package} imports {house[other].package}</title>"
        radius = next(radius for least, radius in SIZES if count >= least)
        yield f'<circle class="{colours[house[one].house]}" cx="{x:g}" cy="{y:g}" r="{radius}">{title}</circle>'


def main() -> None:
    """Draw, or check."""
    picture = draw()
    if sys.argv[1:] != ["--check"]:
        PICTURE.write_text(picture)
    elif not PICTURE.exists() or PICTURE.read_text() != picture:
        sys.exit(f"{PICTURE.relative_to(ROOT)} shows imports that aren't so any more. Draw it anew: make floors")


if __name__ == "__main__":
    main()
