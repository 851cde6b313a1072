import pytest
from django.db import transaction
from django.template.response import SimpleTemplateResponse

from tests.roles.site import Site


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """One of each kind of thing, for all tests of a module; whoever changes something takes it back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Site()
        transaction.set_rollback(True)


@pytest.fixture
def undrawn(monkeypatch):
    """Pages are decided upon and not drawn, which takes most of the time."""

    def leave_empty(response):
        response.content = b""
        return response

    monkeypatch.setattr(SimpleTemplateResponse, "render", leave_empty)
