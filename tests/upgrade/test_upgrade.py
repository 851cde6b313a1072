"""A database that an earlier release made is migrated, and shows what it showed; see make_fixture.py."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

HERE = Path(__file__).resolve().parent
RELEASES = sorted(HERE.glob("*.sqlite3.gz"))
PAGES = ["/nl/casussen/de-lokale-factor/", "/en/cases/the-local-factor/", "/en/lessons/begin-klein/", "/nl/cases/vroeger/",
         "/en/over/", "/nl/nog-niet/", "/en/search/?q=factor"]  # fmt: skip


def unpacked(release, folder):
    """Write the database of `release` where a site with that folder of data looks for it; return its path."""
    path = folder / "db.sqlite3"
    path.write_bytes(gzip.decompress(release.read_bytes()))
    return path


@pytest.fixture(params=RELEASES, ids=lambda path: path.name.removesuffix(".sqlite3.gz"))
def upgraded(request, tmp_path):
    """Return what is seen once the database of a release was migrated: path → status, where it leads, words."""
    unpacked(request.param, tmp_path)
    names = {"DATABASE_URL", "HTTPS", "ALLOWED_HOSTS", "SITE_URL", "CACHE_URL", "DEBUG"}
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment |= {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "smartup.settings"}
    environment["STATIC_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    command = [sys.executable, "-W", "ignore", "-m", "tests.upgrade.look", *PAGES]
    done = subprocess.run(command, check=False, env=environment, cwd=HERE.parent.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_site_that_was_upgraded_shows_what_it_showed(upgraded):
    assert [upgraded[path][0] for path in PAGES] == [200, 200, 200, 301, 410, 404, 200]
    dutch, english, borrowed, moved, gone, _unknown, found = (upgraded[path] for path in PAGES)
    assert "De lokale factor" in dutch[2]
    assert "The local factor" in english[2]
    assert "A new title" not in english[2]
    assert "Begin klein" in borrowed[2]
    assert moved[1] == PAGES[0]
    assert "This has ended." in gone[2]
    assert "The local factor" in found[2]
    assert 'value="A new title"' in upgraded["form"][2]


@pytest.mark.parametrize("release", [path for path in RELEASES if path.name.startswith("0.1.0.")])
def test_0_1_0_is_tried_with_rows_of_every_kind(release, tmp_path):
    """What a table lacks, no migration is tried on; a table that came later has no rows in this database."""
    with sqlite3.connect(unpacked(release, tmp_path)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        ours = [model._meta.db_table for model in apps.get_models() if not model.__module__.startswith("django")]
        site = [table for table in ours if table in tables and not table.startswith(("django_", "cookie_"))]
        empty = [table for table in site if not database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]
    database.close()
    assert (len(site) > 40, empty) == (True, [])
