#!/usr/bin/env python
"""The interface's messages: `update` collects and compiles them, `check` says what is missing, fuzzy or out of date.

What we say ourselves is collected from the sources. locale/borrowed is kept by hand: what packages say in the admin, in
our words. Compiled files are part of the repository, because who runs the site need not have gettext.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
OURS = Path("locale/nl/LC_MESSAGES/django.po")
LEFT_OUT = [".venv", ".git", "var", "node_modules", "tests", "bench"]


def collect(root):
    """Bring our catalogue under `root` up to date with the sources there."""
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
    (ROOT / OURS).parent.mkdir(parents=True, exist_ok=True)
    collect(ROOT)
    _tidy(ROOT / OURS)
    for path in catalogues():
        polib.pofile(path).save_as_mofile(path.with_suffix(".mo"))
    print(f"{len(_unfinished(polib.pofile(ROOT / OURS)))} messages have no translation yet.")


def check():
    """End with a list of what is wrong, or silently."""
    faults = [fault for path in catalogues() for fault in [*_not_finished(path), *_not_compiled(path)]]
    faults += _not_collected(polib.pofile(ROOT / OURS))
    if faults:
        sys.exit("\n".join([*faults, f"{len(faults)} messages to mend in locale/. Then: make messages"]))


def catalogues():
    """Return the paths of all catalogues, ours and the borrowed ones."""
    return sorted((ROOT / "locale").rglob("*.po"))


def _tidy(path):
    """Drop the moment of collecting, which would differ each time that nothing else does."""
    catalogue = polib.pofile(path, wrapwidth=0)
    catalogue.metadata.pop("POT-Creation-Date", None)
    catalogue.save()


def _unfinished(catalogue):
    return [entry for entry in catalogue if not entry.obsolete and not entry.translated()]


def _not_finished(path):
    return [
        f"{entry.msgid!r} is {'fuzzy' if entry.fuzzy else 'not translated'}"
        for entry in _unfinished(polib.pofile(path))
    ]


def _not_compiled(path):
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or _texts(polib.mofile(compiled)) != _texts(polib.pofile(path).translated_entries()):
        return [f"{compiled.relative_to(ROOT)} is older than {path.name}"]
    return []


def _not_collected(catalogue):
    """Compare with a fresh collection, made in a copy."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "smartup"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT, "media", "*.pyc"))
        collect(copy)
        fresh = _names(polib.pofile(copy / OURS))
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
