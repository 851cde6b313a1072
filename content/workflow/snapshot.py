"""The whole of an object as plain data: its columns, its parts, what it is linked to, what it was translated from.

State and dates of publication are no part of it: buttons set these. Nor are the untranslated columns of translated
fields, which follow from the others.
"""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model
from django.utils.timezone import is_aware

from content.languages import translation_sources
from content.texts.languages import CODES, saving_language
from content.workflow.models import Publishable

Content = dict[str, Any]

LEFT_OUT = {"id", "state", "published_at", "binned_at", "created_at", "modified_at"}


class VanishedReference(NamedTuple):
    """Something that a content leads to and that isn't there any more."""

    field: str
    key: str


@cache
def kept_fields(model: type[Model]) -> list[Field]:
    """Return the columns of `model` that are part of its content."""
    names = {field.name for field in model._meta.concrete_fields}
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in LEFT_OUT and f"{field.name}_{CODES[0]}" not in names
    ]


def content_of(item: Publishable) -> Content:
    """Return the content of `item` as it stands in the database, but for its own columns, which are those of `item`."""
    content = {
        "fields": _columns(item),
        "parts": {relation: _rows(item, relation) for relation in item.parts},
        "links": {field.name: sorted(_linked(item, field)) for field in item._meta.many_to_many},
        "ledger": translation_sources.read_sources(item),
    }
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))  # as it comes back from the database


def save_content(item: Publishable, before: Content, after: Content) -> list[VanishedReference]:
    """Save `item` with what `after` changes of `before`; whatever else was changed meanwhile stays as it is.

    Returns what the content leads to and that has vanished; it is left out. The caller holds a transaction. Only what
    changes is written: whoever means it to stay saves `item` as a whole, for the untranslated columns follow then.
    """
    vanished = put_shown(item, before, after)
    translation_sources.merge_sources(item, before.get("ledger", {}), after.get("ledger", {}))
    return vanished


def put_shown(item: Publishable, before: Content, after: Content) -> list[VanishedReference]:
    """Do what `put` does but for the ledger of `item`, which visitors don't see."""
    vanished = assign_content(item, before, after)
    with saving_language():
        changed = _changed(before, after, "fields")
        names = [field.name for field in kept_fields(type(item)) if field.attname in changed]
        item.save(update_fields=[*names, "state", "modified_at"])
        for relation in _changed(before, after, "parts"):
            vanished += _replace(item, relation, after["parts"][relation])
        for name in _changed(before, after, "links"):
            vanished += _link(item, name, after["links"][name])
    return vanished


def assign_content(item: Publishable, before: Content, after: Content) -> list[VanishedReference]:
    """Give the columns of `item` what `after` changes of `before`. Saves nothing; returns what has vanished."""
    changed = _changed(before, after, "fields")
    return _set_columns(item, {name: after["fields"][name] for name in changed})


def contents_differ(one: Content, other: Content) -> bool:
    """Whether an editor would see a difference, or has said something of the translations."""
    return any(_changed(one, other, kind) for kind in ("fields", "parts", "links", "ledger"))


def _changed(before: Content, after: Content, kind: str) -> list[str]:
    """Names in `after` whose value isn't that of `before`; a column that is newer than `after` has no say."""
    old = before.get(kind, {})
    return [name for name, value in after.get(kind, {}).items() if name not in old or _told(old[name]) != _told(value)]


def _told(value: Any) -> Any:
    """An empty text says the same as none."""
    return None if value == "" else value


def _columns(item: Model) -> dict[str, Any]:
    return {field.attname: _value(field, item) for field in kept_fields(type(item))}


def _value(field: Field, item: Model) -> Any:
    """One moment is one value, whether a form read it in the time of the site or the database in UTC."""
    value = field.get_prep_value(field.value_from_object(item))
    return value.astimezone(UTC) if isinstance(value, datetime) and is_aware(value) else value


def _owner(item: Model, relation: str) -> str:
    return item._meta.get_field(relation).field.attname  # type: ignore[union-attr]


def _rows(item: Model, relation: str) -> list[dict[str, Any]]:
    owner = _owner(item, relation)
    parts, rows = list(getattr(item, relation).order_by("pk")), []
    remembered = translation_sources.contents_of(parts)
    for row in parts:
        columns = {name: value for name, value in _columns(row).items() if name != owner}
        rows.append({"id": row.pk, "fields": columns, "ledger": remembered[row.pk]})
    return rows


def _linked(item: Model, field: Field) -> list[str]:
    column = field.m2m_reverse_field_name()  # type: ignore[attr-defined]
    through = field.remote_field.through  # type: ignore[union-attr]
    own = {field.m2m_field_name(): item.pk}  # type: ignore[attr-defined]
    return [str(key) for key in through._base_manager.filter(**own).values_list(column, flat=True)]


def _set_columns(row: Model, values: dict[str, Any]) -> list[VanishedReference]:
    vanished = []
    for field in kept_fields(type(row)):
        if field.attname not in values:
            continue
        value = values[field.attname]
        related = field.remote_field and field.remote_field.model
        if related and value is not None and not related._base_manager.filter(pk=value).exists():
            vanished.append(VanishedReference(field.name, str(value)))
            value = None
        setattr(row, field.attname, field.to_python(value))
    return vanished


def _replace(item: Publishable, relation: str, rows: list[dict[str, Any]]) -> list[VanishedReference]:
    """Let `rows` be the parts of `item`: as a whole, for two rows that changed places would be in each other's way."""
    manager, owner, vanished, remembered = getattr(item, relation), _owner(item, relation), [], []
    coming_back = {str(row["id"]) for row in rows}
    keys = manager.values_list("pk", flat=True)
    translation_sources.forget_keys(manager.model, [key for key in keys if str(key) not in coming_back])
    manager.all().delete()
    for row in rows:
        part = manager.model(pk=row["id"], **{owner: item.pk})
        vanished += _set_columns(part, row["fields"])
        part.save(force_insert=True)
        remembered.append((part, row.get("ledger", {})))
    translation_sources.put_each(remembered)
    return vanished


def _link(item: Publishable, name: str, keys: list[str]) -> list[VanishedReference]:
    manager = getattr(item, name)
    there = {str(key) for key in manager.model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)}
    manager.set([key for key in keys if key in there])
    return [VanishedReference(name, key) for key in keys if key not in there]
