"""What people agree to, and who has joined already."""

import pytest
from freezegun import freeze_time

from tests.factories import ConsentTextFactory, StakeholderFactory


@pytest.fixture
def text():
    """The words that people agree to, version 3."""
    return ConsentTextFactory(version=3, words_nl="Ja, houd mij op de hoogte.", words_en="Yes, keep me informed.")


@pytest.fixture
def known():
    """Anna, who joined long ago and confirmed her address."""
    return StakeholderFactory(email="anna@example.org", kind="business", state="confirmed", language="en")


@pytest.fixture
def clock():
    """It stands still: clock.tick(seconds) turns it on."""
    with freeze_time("2026-11-24 11:00:00") as frozen:
        yield frozen
