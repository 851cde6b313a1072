import pytest
from django.urls import reverse


@pytest.fixture
def editor(editor):
    """An editor whose browser asks for English."""
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return editor


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
