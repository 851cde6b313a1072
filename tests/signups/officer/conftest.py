import pytest

from tests.people import browser_of


@pytest.fixture
def officer(db):
    """The stakeholder officer, who reads English; `officer.user` is the account."""
    return browser_of("officer")
