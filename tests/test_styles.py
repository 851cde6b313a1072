"""The style sheets: laid out so that a search finds a declaration, colours and fonts named in one place."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parent.parent / "static/css"
SHEETS = sorted(str(path.relative_to(CSS)) for path in CSS.rglob("*.css"))
TOKENS = ["tokens.css", "admin/tokens.css"]
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(", re.IGNORECASE
)
NAMED = re.compile(r"(?<![\w-])(?:white|black|gr[ae]y|silver|red|green|blue|yellow|orange|navy|teal|gold)(?![\w-])")
FAMILY = re.compile(r"(?<![\w-])(?:sans-serif|serif|monospace|system-ui|Arial|Georgia|Helvetica)(?![\w-])")


@pytest.fixture(params=SHEETS)
def sheet(request):
    """Return each sheet in turn: its name, and its lines without comments and strings of other kinds."""
    return request.param, _lines(request.param)


def test_each_line_has_one_declaration(sheet):
    _, lines = sheet
    assert [line for line in lines if line.count(";") > 1 or re.search(r"\{.*\S", line)] == []


def test_colours_are_tokens(sheet):
    name, lines = sheet
    values = [line.partition(":")[2] for line in lines if line.endswith((";", ","))]
    spoken = [] if name in TOKENS else [value for value in values if COLOUR.search(value) or NAMED.search(value)]
    assert spoken == []


def test_fonts_are_named_once(sheet):
    name, lines = sheet
    assert [line for line in lines if name != "fonts.css" and FAMILY.search(line)] == []


def test_each_sheet_is_imported_once_or_linked():
    imports = [
        (CSS / name).parent.joinpath(found).resolve().relative_to(CSS)
        for name in SHEETS
        for found in re.findall(r'@import "([^"]+)";', (CSS / name).read_text())
    ]
    root = CSS.parent.parent
    sources = [*root.glob("templates/**/*.html"), *root.glob("[a-z]*/**/*.py")]
    linked = set(
        re.findall(r"css/([\w/-]+\.css)", "\n".join(path.read_text() for path in sources if "tests" not in path.parts))
    )
    assert sorted(set(SHEETS) - {str(path) for path in imports} - linked) == []
    assert [path for path in imports if not (CSS / path).exists()] == []


def _lines(name: str) -> list[str]:
    text = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(), flags=re.DOTALL)
    return [line.strip() for line in text.splitlines()]
