"""Keeps the index at what the public sees: whatever is published, changed or taken away comes by here."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django_tasks import task

from content.search.engines import engine
from content.search.models import SearchDocument
from content.search.searchable import Searchable
from content.texts.languages import CODES

BATCH = 100

_kinds: dict[type[Model], Searchable] = {}
_STATED = [field.name for field in SearchDocument._meta.fields if field.name not in ("id", "object_id", "language")]


def register_searchable(kind: type[Searchable]) -> type[Searchable]:
    """Let this kind of objects be found: a decorator for the classes in an app's search.py."""
    _kinds[kind.model] = kind()
    return kind


def kind_label(kind: str) -> str:
    """Return what visitors call the objects of a `kind`, or nothing when its app is gone."""
    return next((str(searchable.label) for searchable in _kinds.values() if searchable.kind == kind), "")


def update_index(sender: type[Model], pk: UUID) -> None:
    """Index or forget the object of `sender` with this key, and those that depend on it.

    When it was deleted, the relations to it are too, and all objects of the kinds that depend on it are looked at.
    """
    if sender in _kinds:
        refresh_documents(_kinds[sender], [pk])
    for searchable in _kinds.values():
        if sender in searchable.depends_on:
            if sender._base_manager.filter(pk=pk).exists():
                related = searchable.model._base_manager.filter(**{searchable.depends_on[sender]: pk})
                refresh_documents(searchable, set(related.values_list("pk", flat=True)))
            else:
                refresh_documents(searchable, _all_keys(searchable))


def reindex_all() -> int:
    """Index everything anew and return the number of documents; visitors search on meanwhile."""
    _remove(SearchDocument.objects.exclude(kind__in=[searchable.kind for searchable in _kinds.values()]))
    for searchable in _kinds.values():
        refresh_documents(searchable, _all_keys(searchable))
    return SearchDocument.objects.count()


def refresh_documents(searchable: Searchable, keys: Iterable[UUID]) -> None:
    """Make the index say what the objects with these keys say now; those that aren't live disappear from it."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        _refresh_batch(searchable, ordered[start : start + BATCH])


@transaction.atomic
def _refresh_batch(searchable: Searchable, keys: list[UUID]) -> None:
    items = list(searchable.live().filter(pk__in=keys))
    _remove(SearchDocument.objects.filter(object_id__in=set(keys) - {item.pk for item in items}))
    documents = [searchable.document(item, language) for item in items for language in CODES]
    # An upsert: two editors may publish the same object at the same time.
    stored = SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["object_id", "language"], update_fields=_STATED
    )
    engine().index([document.pk for document in stored])


def _remove(documents) -> None:
    engine().remove(list(documents.values_list("pk", flat=True)))
    documents.delete()


def _all_keys(searchable: Searchable) -> set[UUID]:
    """Keys of all objects of a kind, and of those that the index still knows."""
    indexed = SearchDocument.objects.filter(kind=searchable.kind).values_list("object_id", flat=True)
    return {*searchable.model._base_manager.values_list("pk", flat=True), *indexed}


@task()
def rebuild_index() -> None:
    """Write the index anew; visitors search on meanwhile."""
    reindex_all()
