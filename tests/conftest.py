"""Who takes part in the tests."""

import freezegun
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from content.planning.middleware import outlook
from signups.erasing import suppression
from tests.factories import EditorFactory

freezegun.configure(
    extend_ignore_list=["_pytest.runner", "_pytest.timing"]
)  # its clock goes on, so that `--durations` tells the truth


@pytest.fixture
def visitor() -> Client:
    """Somebody who is not signed in and has no cookie."""
    return Client()


@pytest.fixture
def editor(db) -> Client:
    """Somebody who is signed in to the admin and may do everything; `editor.user` is the account."""
    client = Client()
    client.user = EditorFactory()
    client.force_login(client.user)
    return client


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another left in the cache."""
    cache.clear()


@pytest.fixture(autouse=True)
def nothing_planned():
    """No test asks when the next thing is to happen, unless it plans something: some tests count queries."""
    outlook.trust(None, seconds=3600)


@pytest.fixture(autouse=True)
def nobody_left():
    """No test reads in the file who left in another: of a database that is set back, this file stays."""
    suppression.departures_path().unlink(missing_ok=True)


@pytest.fixture
def in_english():
    """What is said to whoever reads English; without it, the site speaks Dutch."""
    with override("en"):
        yield


@pytest.fixture
def english_admin(editor):
    """The browser of `editor` asks for English; the site speaks Dutch to whoever asks for nothing."""
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def form_of():
    """Return the address of an object's form: form_of(case), or of that for a new one: form_of(Case)."""

    def address(item):
        name = f"admin:{item._meta.app_label}_{item._meta.model_name}"
        return reverse(f"{name}_add") if isinstance(item, type) else reverse(f"{name}_change", args=[item.pk])

    return address


@pytest.fixture
def list_of():
    """Return the address of the list of a model."""
    return lambda model: reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
