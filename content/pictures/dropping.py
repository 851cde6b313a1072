"""Deleting the sizes of a picture, as soon as nothing on the site shows it any more."""

from pathlib import PurePosixPath

from django.apps import apps
from django.core.files.storage import default_storage

from content.pictures.models import Illustration

FOLDER = "renditions/"


def drop_unwanted(digest: str) -> None:
    """Delete the sizes of the picture with this `digest`, unless something on the site shows that."""
    if digest and not _is_wanted(digest):
        for name in _sizes_of(digest):
            default_storage.delete(name)


def _is_wanted(digest: str) -> bool:
    models = [model for model in apps.get_models() if issubclass(model, Illustration)]
    return any(model.with_sizes().filter(digest=digest).exists() for model in models)


def _sizes_of(digest: str) -> list[str]:
    """Return the names of all sizes that storage has, whichever widths and formats they were made in."""
    folder = PurePosixPath(FOLDER) / digest[:2]
    try:
        names = default_storage.listdir(str(folder))[1]
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for name in names if name.startswith(f"{digest}-")]
