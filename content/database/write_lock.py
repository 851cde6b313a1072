"""Waiting for one's turn to write, where many would write at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def own_turn() -> Iterator[None]:
    """Let those who write on SQLite go in one after the other, each as soon as the one before is done.

    SQLite itself looks again and again, with ever longer pauses, and meanwhile nobody writes. Whoever writes without a
    turn is still waited for in that way; PostgreSQL needs no turns. Not to be nested. The system ends the turn of a
    process that dies.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with (Path(settings.DATA_DIR) / "turns.lock").open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
