import pytest


@pytest.fixture
def editor(editor):
    """An editor whose browser asks for English."""
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return editor
