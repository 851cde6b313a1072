import pytest

from signups.models import Update
from signups.sending_updates import push_updates


@pytest.fixture
def push():
    """Let the worker come by until nothing more is written."""

    def come_by(update: Update, times: int = 1) -> Update:
        for _time in range(times):
            push_updates()
        update.refresh_from_db()
        return update

    return come_by
