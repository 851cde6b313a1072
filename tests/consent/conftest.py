"""The site's settings that tests of consent begin with."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.factories import SiteSettingsFactory


@pytest.fixture(autouse=True)
def categories(db):
    """The categories that the migration made; tests that commit empty the tables behind them."""
    import_module("content.consent.migrations.0001_cookie_groups").add_groups(apps, None)


@pytest.fixture
def measured_site():
    """The settings of a site with analytics, Hotjar and videos of other hosts."""
    return SiteSettingsFactory(google_analytics_id="G-TEST1234", hotjar_id="1234567", external_video=True)
