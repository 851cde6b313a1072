"""Doing what is not to last, so that nobody can tell by the time it takes what was the case."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def keep_if(is_real: bool) -> Iterator[None]:
    """Keep what is written inside, or take it back, within the caller's transaction and in the same number of steps."""
    point = transaction.savepoint()
    yield
    if is_real:
        transaction.savepoint_commit(point)
    else:
        transaction.savepoint_rollback(point)
