"""Acts of editors in a process that is killed before its n-th change, for every n; prints what is left each time.

Run as a script in a folder of its own: the site is made once, and each act begins in a copy of its database.
"""

import gc
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

TABLES = ("events_", "gallery_", "pages_", "documents_", "pictures_", "languages_", "workflow_")
# Who has a form open is not what was saved in it.
LEFT_OUT = ("autosave_editsession",)
FOREVER = 2000
# Once something is committed, search follows in many small steps: not each of them needs a try.
AFTERWARDS = 7


def main(folder: Path) -> None:
    """Print a line of JSON for each act: how often it was killed, and how often the old and the new state were left."""
    _set_up(folder)
    from tests.faults.acts import Acts

    acts = Acts()
    _close()
    gc.freeze()  # so that the children share its memory
    shutil.copy(folder / "db.sqlite3", folder / "before.sqlite3")
    for name, act in acts.all().items():
        print(json.dumps({"act": name, **_outcome(folder, act)}), flush=True)


def _set_up(folder: Path) -> None:
    os.environ |= {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "smartup.settings",
        "SECRET_KEY": "a key that everybody may know, for tests only",
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    # What a process has written outlives it; to wait for the disk is for power cuts.
    options = settings.DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    (folder / "static").mkdir()
    call_command("migrate", verbosity=0)


def _outcome(folder: Path, act: Callable) -> dict:
    """Kill `act` ever later, until it comes to its end; compare what each left with what was before and what is after."""
    before = _read(folder / "before.sqlite3")
    left, at, finished = [], 1, False
    while not finished and at < FOREVER:
        _restore(folder)
        finished = _dies_or_ends(act, at)
        left.append(_read(folder / "db.sqlite3"))
        at += 1 if left[-1] == before else AFTERWARDS
    after = left.pop()
    half = [_difference(before, each) for each in left if each not in (before, after)]
    return {
        "ended": finished,
        "changes": before != after,
        "old": left.count(before),
        "new": left.count(after),
        "half": half[:3],
    }


def _restore(folder: Path) -> None:
    for leftover in folder.glob("db.sqlite3*"):
        leftover.unlink()
    shutil.copy(folder / "before.sqlite3", folder / "db.sqlite3")


def _dies_or_ends(act: Callable, at: int) -> bool:
    """Do `act` in a process that kills itself before or after its `at`-th change; return whether it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            with Killing(at).wrapped():
                act()
        except BaseException:  # a test that hides why the act failed would call it killed
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), f"the act failed: {status}"
    return status == 0


class Killing:
    """Kills this process at the `at`-th place where the database changes: before a statement, or around a commit.

    Whether it dies after one statement or before the next makes no difference, and questions change nothing.
    """

    def __init__(self, at: int):
        self._left = at

    def wrapped(self):
        """Return the context in which this is in force."""
        from django.db import connection

        commit = connection._commit

        def dying_commit():
            self._pass()
            commit()
            self._pass()

        connection._commit = dying_commit
        return connection.execute_wrapper(self)

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            return execute(sql, params, many, context)
        self._pass()
        return execute(sql, params, many, context)

    def _pass(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _close() -> None:
    """Write what is in the journal into the file itself, and leave nothing open that two processes would share."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _read(file: Path) -> dict[str, list[str]]:
    """Return table → rows, but for moments, and keys that are drawn anew each time."""
    database = sqlite3.connect(file)
    try:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name.startswith(TABLES) and not name.startswith(LEFT_OUT)]
        return {name: sorted(_rows(database, name)) for name in kept}
    finally:
        database.close()


def _rows(database, table: str) -> Iterator[str]:
    cursor = database.execute(f'SELECT * FROM "{table}"')
    columns = [column[0] for column in cursor.description]
    drawn = ("id",) if table.startswith(("workflow_", "languages_")) else ()
    for row in cursor:
        yield json.dumps([
            value
            for name, value in zip(columns, row, strict=True)
            if name not in drawn and not (name.endswith("_at") and value)
        ])  # fmt: skip


def _difference(before: dict, left: dict) -> dict:
    """Return table → rows that weren't there before, to see what half an act is."""
    return {
        table: [row[:300] for row in rows if row not in before[table]] or f"{len(rows)} of {len(before[table])} rows"
        for table, rows in left.items()
        if rows != before[table]
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
