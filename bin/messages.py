#!/usr/bin/env python
"""The interface's messages: `update` collects and compiles them, `check` says what is missing, fuzzy or out of date.

Compiled files are part of the repository, because who runs the site need not have gettext.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
LEFT_OUT = [".venv", ".git", "var", "node_modules", "tests", "bench"]


def collect(root):
    """Bring the catalogue under `root` up to date with the sources there."""
    if not shutil.which("xgettext"):
        sys.exit("GNU gettext is not here. Install it: apt install gettext")
    options = [f"--ignore={folder}" for folder in LEFT_OUT]
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale=nl",
        "--no-wrap",
        "--no-obsolete",
        "--add-location=file",
        "--verbosity=0",
        *options,
    ]
    subprocess.run(command, cwd=root, check=True, env=_environment(root))


def update():
    """Collect, and compile."""
    (ROOT / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    collect(ROOT)
    polib.pofile(ROOT / CATALOGUE).save_as_mofile(ROOT / CATALOGUE.with_suffix(".mo"))
    print(f"{len(_unfinished(polib.pofile(ROOT / CATALOGUE)))} messages have no translation yet.")


def check():
    """End with a list of what is wrong, or silently."""
    catalogue = polib.pofile(ROOT / CATALOGUE)
    faults = [f"{entry.msgid!r} is {'fuzzy' if entry.fuzzy else 'not translated'}" for entry in _unfinished(catalogue)]
    faults += _not_compiled(catalogue)
    faults += _not_collected(catalogue)
    if faults:
        sys.exit("\n".join([*faults, f"{CATALOGUE}: {len(faults)} messages to mend. Then: make messages"]))


def _unfinished(catalogue):
    return [entry for entry in catalogue if not entry.obsolete and not entry.translated()]


def _not_compiled(catalogue):
    compiled = ROOT / CATALOGUE.with_suffix(".mo")
    if not compiled.exists() or _texts(polib.mofile(compiled)) != _texts(catalogue.translated_entries()):
        return [f"{compiled.name} is older than {CATALOGUE.name}"]
    return []


def _not_collected(catalogue):
    """Compare with a fresh collection, made in a copy."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "smartup"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT, "media", "*.pyc"))
        collect(copy)
        fresh = _names(polib.pofile(copy / CATALOGUE))
    known = _names(catalogue)
    return [f"{name!r} is said, but not in the catalogue" for _context, name in sorted(fresh - known, key=str)] + [
        f"{name!r} is in the catalogue, but said nowhere" for _context, name in sorted(known - fresh, key=str)
    ]


def _texts(entries):
    return {(entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural for entry in entries}


def _names(catalogue):
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}


def _environment(root):
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "smartup.settings", "DATA_DIR": str(root / "var")}


if __name__ == "__main__":
    {"update": update, "check": check}[sys.argv[1]]()
