"""Files that nothing needs any more: neither a row, nor a draft, nor any version that an editor may go back to.

Sizes of pictures, which a row alone needs, are looked after by content.pictures.renditions.rendition_cleanup.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from django.apps import apps
from django.core.files.storage import Storage, default_storage, storages
from django.db.models import FileField, JSONField, Model
from django.utils import timezone

from content.pictures.renditions.rendition_cleanup import left_behind

# Where uploads are kept, as the models say: storage, folder.
FOLDERS = [("private", "documents"), ("private", "originals"), ("default", "videos"), ("default", "captions")]

# An upload is on the disk before the row that names it is committed.
UNTOUCHED_FOR = timedelta(days=1)


def delete_unneeded(*, dry_run: bool = False) -> list[str]:
    """Delete what nothing needs and return the names; with `dry_run` only say what would go."""
    sizes = ((default_storage, name) for name in left_behind())
    swept = []
    for storage, name in chain(_unneeded_files(), sizes):
        swept.append(name)
        if not dry_run:
            storage.delete(name)
    return swept


def _unneeded_files() -> Iterator[tuple[Storage, str]]:
    needed = _needed()
    return ((storage, name) for storage, name in _old_files() if name not in needed)


def _old_files() -> Iterator[tuple[Storage, str]]:
    before = timezone.now() - UNTOUCHED_FOR
    for alias, folder in FOLDERS:
        storage = storages[alias]
        for name in _names_in(storage, folder):
            if storage.get_modified_time(name) < before:
                yield storage, name


def _names_in(storage: Storage, folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []


def _needed() -> set[str]:
    """Return all names that any row holds, in a column for files or anywhere in a JSON column."""
    names: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                names.update(filter(None, _values(model, field.name)))
            elif isinstance(field, JSONField):
                for value in _values(model, field.name):
                    names.update(_file_names(value))
    return names


def _values(model: type[Model], column: str) -> Iterator:
    return model._base_manager.order_by().values_list(column, flat=True).iterator(chunk_size=200)


def _file_names(value) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(tuple(f"{folder}/" for _alias, folder in FOLDERS)):
            yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _file_names(each)
