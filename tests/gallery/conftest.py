"""Photos that visitors see, and people who don't want to be on one."""

from functools import partial

import pytest

from tests.factories import AlbumFactory
from tests.gallery.asking import photo_of, picture


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what is done inside is committed at its end, and what hangs on that is done."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def album():
    return AlbumFactory(live=True, slug_en="afternoon", title_en="The afternoon")


@pytest.fixture
def photo(album):
    """A photo that visitors see, with its sizes."""
    return photo_of(picture(), album, alt_en="Anna at the round table")


@pytest.fixture
def data_dir(settings, tmp_path):
    """A folder of its own for parts of files."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def photographer(editor):
    """An editor whose browser asks for English."""
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return editor
