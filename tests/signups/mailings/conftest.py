import pytest

from signups.mailings.sending import push_mailings
from signups.models import Mailing


@pytest.fixture
def push():
    """Let the worker come by until nothing more is written."""

    def come_by(mailing: Mailing, times: int = 1) -> Mailing:
        for _time in range(times):
            push_mailings()
        mailing.refresh_from_db()
        return mailing

    return come_by
