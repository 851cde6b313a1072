"""What is documented is there, and what is there is documented."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["smartup", "content", "events", "gallery", "signups"]
DOCUMENTED = re.findall(r"^\| `([\w.]+)`", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE)


def in_the_code(pattern):
    files = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
    return {name for path in files for name in re.findall(pattern, path.read_text())}


def test_each_environment_variable_is_documented():
    read = in_the_code(r"(?:\benv(?:\.\w+)?\(|environ\.get\(|environ\[)\s*\"([A-Z][A-Z_]+)\"")
    assert {name for name in DOCUMENTED if name.isupper()} == read


def test_each_system_check_is_documented():
    assert {name for name in DOCUMENTED if re.fullmatch(r"\w+\.[EW]\d+", name)} == in_the_code(
        r"\bid=\"(\w+\.[EW]\d+)\""
    )


def test_each_command_of_ours_is_documented():
    ours = {name for name, app in get_commands().items() if app.partition(".")[0] in FLOORS}
    assert {name for name in DOCUMENTED if name.islower() and "." not in name} == ours


def test_each_make_target_is_explained():
    makefile = (ROOT / "Makefile").read_text()
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert explained | {"data"} == set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE))
