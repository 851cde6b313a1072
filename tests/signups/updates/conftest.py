import pytest

from signups.models import Mailing
from signups.sending_updates import push_updates


@pytest.fixture
def push():
    """Let the worker come by until nothing more is written."""

    def come_by(update: Mailing, times: int = 1) -> Mailing:
        for _time in range(times):
            push_updates()
        update.refresh_from_db()
        return update

    return come_by
