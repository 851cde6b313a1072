"""What the docs send somebody to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
FOLDERS = "bench|bin|content|demo|docs|events|gallery|locale|signups|smartup|static|templates|tests"
ROWS = re.findall(r"^\| (.+) \| `([^`]+)` \| `([^`]+)` \|$", (ROOT / "docs/where.md").read_text(), re.MULTILINE)


def test_the_table_leads_to_most_of_what_the_site_does():
    assert len({behaviour for behaviour, _file, _name in ROWS}) >= 60


@pytest.mark.parametrize(("file", "name"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_somebody_looks_for_stands_where_the_table_says(file, name):
    assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", (ROOT / file).read_text()), f"{name} isn't in {file}"


def test_each_row_of_the_table_is_checked():
    lines = [line for line in (ROOT / "docs/where.md").read_text().splitlines() if line.startswith("| ")]
    assert len(lines) - lines.count("| If you look for … | open … | find … |") == len(ROWS)


@pytest.mark.parametrize("page", PAGES)
def test_each_path_and_link_on_a_page_leads_somewhere(page):
    text = (ROOT / page).read_text()
    mentioned = [ROOT / path for path in re.findall(rf"`((?:{FOLDERS})/[\w./-]*)`", text)]
    linked = [(ROOT / page).parent / path for path in re.findall(r"\]\(([^):#]+)(?:#[\w-]+)?\)", text)]
    assert [str(path.relative_to(ROOT)) for path in (*mentioned, *linked) if not path.exists()] == []
