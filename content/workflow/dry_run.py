"""What would be if: changes that are really made, looked at, and always taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def dry_run() -> Iterator[None]:
    """Roll back whatever is done inside, however it ends. What is to be kept of it is taken out as plain data.

    Nothing that hangs on `on_commit` runs: no search index, no mail, no task. A response must be rendered inside.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
