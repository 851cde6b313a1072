import pytest

from signups.mailings.sending import push_updates
from signups.models import Mailing


@pytest.fixture
def push():
    """Let the worker come by until nothing more is written."""

    def come_by(update: Mailing, times: int = 1) -> Mailing:
        for _time in range(times):
            push_updates()
        update.refresh_from_db()
        return update

    return come_by
