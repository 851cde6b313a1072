"""The demonstration, loaded."""

import pytest
from django.utils.translation import override

from content.pages.models import SiteSettings
from demo.loading import load, remove_demo
from signups.models import ConsentText
from tests.demo.content import SMALL


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the demonstration once for all tests here, each of which rolls back what it does to it; what was counted."""
    with django_db_blocker.unblock():
        yield load(SMALL)
        remove_demo()
        SiteSettings.objects.all().delete()
        ConsentText.objects.all().delete()


@pytest.fixture
def demonstration(loaded, db):
    """A site on which the demonstration was loaded, seen in Dutch; what was counted."""
    with override("nl"):
        yield loaded


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Run an act, and all that waits for its being committed."""

    def run(act, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **kwargs)

    return run
