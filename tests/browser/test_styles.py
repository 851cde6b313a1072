"""What browsers pass over without a word: a declaration that means nothing, or a token that nobody has set.

With a token in it such a declaration isn't left out, which is worse: it sets the property back to its initial value.
"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

CSS = Path(__file__).parents[2] / "static/css"
ELSEWHERE = {"hanging-punctuation"}  # Safari knows it, Chromium not yet
DECLARATION = re.compile(r"^\s*([\w-]+):\s+([^;{}]+);", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DESCRIPTORS = re.compile(r"@page[^{]*\{[^}]*\}")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
SUPPORTED = "declarations => declarations.filter(([property, value]) => !CSS.supports(property, value))"


def declarations(text: str) -> list[tuple[str, str]]:
    return [
        (name, " ".join(value.split()))
        for name, value in DECLARATION.findall(DESCRIPTORS.sub("", COMMENT.sub("", text)))
    ]


@pytest.fixture(scope="module")
def sheets() -> dict[str, list[tuple[str, str]]]:
    """Return what each sheet declares."""
    return {str(path.relative_to(CSS)): declarations(path.read_text()) for path in sorted(CSS.rglob("*.css"))}


def written_out(value: str, tokens: dict[str, str]) -> str:
    """Return the value with the tokens' own values in it; KeyError names a token that nobody has set."""
    while found := VARIABLE.search(value):
        name, fallback = found.groups()
        value = value.replace(found[0], tokens[name] if fallback is None else tokens.get(name, fallback))
    return value


def test_each_declaration_means_something(browser, sheets):
    stock = declarations(Path(finders.find("admin/css/base.css")).read_text())
    ours = [declared for name in sheets for declared in sheets[name]]
    tokens = {name: value for name, value in [*stock, *ours] if name.startswith("--")}
    said = [
        (name, written_out(value, tokens))
        for name, value in ours
        if not name.startswith("--") and name not in ELSEWHERE
    ]
    assert len(said) > 2000
    page = browser.new_page()
    meaningless = page.evaluate(SUPPORTED, said)
    page.close()
    assert meaningless == []
