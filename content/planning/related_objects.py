"""What belongs together: what leads to what, by foreign keys and many-to-many relations."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import CASCADE, Field, Model

from content.workflow.models import Draft, Publishable


def everything_of(item: Publishable) -> list[Publishable]:
    """Return `item`, what belongs to it, and what these lead to: an event, its cases, their presenters.

    A few queries for each kind.
    """
    own = [item]
    for relation in item._meta.related_objects:
        model: Any = relation.related_model
        if relation.one_to_many and issubclass(model, Publishable):
            own += model._base_manager.filter(**{relation.field.name: item})
    found = {(type(each), each.pk): each for each in own}
    for each in _led_to(own):
        found.setdefault((type(each), each.pk), each)
    return list(found.values())


def has_belongings(model: type[Model]) -> bool:
    """Whether objects of other kinds can't be without one of `model`, as cases can't without their event."""
    return any(
        relation.one_to_many and relation.on_delete is CASCADE and issubclass(relation.related_model, Publishable)
        for relation in model._meta.related_objects
    )


def _led_to(items: list[Publishable]) -> Iterator[Publishable]:
    """Yield what `items` lead to by their rows or by their drafts."""
    afters = dict(Draft.objects.filter(object_id__in=[item.pk for item in items]).values_list("object_id", "after"))
    keys: dict[type[Publishable], set[str]] = {}
    for kind in {type(item) for item in items}:
        rows = [item for item in items if type(item) is kind]
        for field in leading_fields(kind):
            found = _keys(field, rows) | _keys_in_drafts(field, [afters[row.pk] for row in rows if row.pk in afters])
            keys.setdefault(field.related_model, set()).update(found)  # type: ignore[arg-type]
    for model, wanted in keys.items():
        yield from model._base_manager.filter(pk__in=wanted)


def _keys(field: Any, rows: list[Publishable]) -> set[str]:
    if not field.many_to_many:
        return {str(value) for row in rows if (value := getattr(row, field.attname))}
    through = field.remote_field.through._base_manager.filter(**{f"{field.m2m_field_name()}__in": rows})
    return {str(key) for key in through.values_list(field.m2m_reverse_field_name(), flat=True)}


def _keys_in_drafts(field: Field, contents: list[dict]) -> set[str]:
    if field.many_to_many:
        return {key for content in contents for key in content["links"].get(field.name, [])}
    return {value for content in contents if (value := content["fields"].get(field.attname))}


def in_order(items: Iterable[Publishable]) -> list[Publishable]:
    """Return `items` so that each comes after what it leads to: an event before its cases."""
    given = list(items)
    kinds = {type(item) for item in given}
    height = {kind: _height(kind, kinds) for kind in kinds}
    return sorted(given, key=lambda item: (height[type(item)], item._meta.label, item.created_at))


def leading_fields(model: type[Model]) -> list[Field]:
    """Return the fields by which `model` leads to what is published on its own."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field for field in fields if field.remote_field and issubclass(field.related_model, Publishable)]  # type: ignore[arg-type]


def _height(kind: type[Model], kinds: set, below: tuple = ()) -> int:
    """How many floors of `kinds` lie below `kind`; a circle counts once."""
    grounds: set[Any] = {field.related_model for field in leading_fields(kind)} & kinds - {kind, *below}
    return max((1 + _height(ground, kinds, (*below, kind)) for ground in grounds), default=0)
