"""Where something is linked from: texts, menus, other objects, changes that wait; asked before it is taken away."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db.models import CASCADE, Field, Model, Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.admin_ui.backlinks import LinkSource, register_backlinks
from content.texts.fields import RichTextField
from content.texts.languages import CODES
from content.workflow.models import Draft, Publishable, State


@register_backlinks
def richtext_backlinks(item: Model) -> list[LinkSource]:
    """Return where `item`, a publishable object or a picture, is linked from; it doesn't count itself.

    One query for each kind that has texts, one for each relation to the kind of `item`, one for the drafts.
    """
    places = {*_in_texts(item), *_by_relations(item)}
    return [*places, *_in_drafts(item, told={place.url for place in places})]


@cache
def text_columns() -> dict[type[Model], list[Field]]:
    """Return model → its columns of rich text, of all that is installed; of translated ones, a column per language."""
    found: dict[type[Model], list[Field]] = {}
    for model in apps.get_models():
        for field in _own_columns(model):
            if isinstance(field, RichTextField):
                found.setdefault(model, []).append(field)
    return found


def column_label(field) -> str:
    """Return what editors call a column, or a relation, its language included: “Story (Dutch)”."""
    original = getattr(field, "translated_field", None)
    if original is None:
        return capfirst(str(field.verbose_name))
    return f"{capfirst(str(original.verbose_name))} ({dict(settings.LANGUAGES)[field.language]})"


def form_of(model: type[Model], key) -> str:
    """Return the address of the admin's form of the object of `model` with `key`; empty when there is none."""
    if not admin.site.is_registered(model):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])


def owner_field(model: type[Model]) -> Any:
    """Return the foreign key that says whose part a row of `model` is, None if such rows are edited by themselves."""
    for field in model._meta.concrete_fields:
        parts = getattr(field.related_model, "parts", ())
        if parts and field.remote_field and field.remote_field.get_accessor_name() in parts:
            return field
    return None


def place_in(row: Model, where: str) -> LinkSource:
    """Return the place `where` in a row; what is part of an object stands in that."""
    owner = owner_field(type(row))
    holder = getattr(row, owner.name) if owner else row
    words = _("{kind} “{title}”: {where}").format(
        kind=capfirst(str(holder._meta.verbose_name)), title=holder, where=where
    )
    return LinkSource(words, form_of(type(holder), holder.pk), getattr(holder, "is_live", True))


def kept_rows(model: type[Model]):
    """Return the rows of `model` that editors work with, those of which it is a part loaded: all but the bin."""
    owner = owner_field(model)
    rows = model._base_manager.select_related(owner.name) if owner else model._base_manager.all()
    if owner:
        return rows.exclude(**{f"{owner.name}__state": State.BINNED})
    return rows.exclude(state=State.BINNED) if issubclass(model, Publishable) else rows


def _own_columns(model) -> list[Field]:
    """All columns but the untranslated ones of translated fields, which nobody reads."""
    names = {field.name for field in model._meta.concrete_fields}
    return [field for field in model._meta.concrete_fields if f"{field.name}_{CODES[0]}" not in names]


def _marks_of(item: Model) -> list[str]:
    """What a text holds that leads to `item`: its key, or its plain address."""
    addresses = item.addresses().values() if hasattr(item, "addresses") else ()
    return [str(item.pk), *(f'"{path}"' for path in addresses)]


def _in_texts(item: Model) -> Iterator[LinkSource]:
    marks = _marks_of(item)
    for model, fields in text_columns().items():
        condition = Q()
        for field in fields:
            for mark in marks:
                condition |= Q(**{f"{field.name}__contains": mark})
        for row in kept_rows(model).filter(condition):
            if row != item:
                texts = {field: getattr(row, field.name) or "" for field in fields}
                yield from (place_in(row, column_label(field)) for field in fields
                            if any(mark in texts[field] for mark in marks))  # fmt: skip


def _by_relations(item: Model) -> Iterator[LinkSource]:
    relations: list[Any] = item._meta.get_fields(include_hidden=True)
    for relation in relations:
        if relation.auto_created and not relation.concrete and _is_told(relation):
            field = relation.field
            rows = kept_rows(relation.related_model).filter(**{field.name: item.pk})
            if not field.many_to_many:
                rows = rows.select_related(field.name)
            yield from (place_in(row, column_label(field)) for row in rows if row != item)


def _is_told(relation) -> bool:
    """Whether rows behind `relation` lead to the object, rather than belong to it alone and go with it."""
    model = relation.related_model
    if model._meta.auto_created:
        return False
    owners = [field for field in model._meta.concrete_fields if _goes_with(field)]
    if _goes_with(relation.field):
        return len(owners) > 1 and owner_field(model) != relation.field
    return issubclass(model, Publishable) or owner_field(model) is not None


def _goes_with(field) -> bool:
    return bool(field.remote_field) and getattr(field.remote_field, "on_delete", None) is CASCADE


def _in_drafts(item: Model, told: set[str]) -> Iterator[LinkSource]:
    """The changes that wait and lead to `item`; not those to an object that is told already."""
    drafts = Draft.objects.annotate(words=Cast("after", TextField())).filter(words__contains=str(item.pk))
    for draft in drafts.exclude(object_id=item.pk).select_related("content_type"):
        model = draft.content_type.model_class()
        url = form_of(model, draft.object_id) if model else ""
        if model and url not in told:
            kind, where = capfirst(str(model._meta.verbose_name)), _("changes that wait")
            yield LinkSource(
                _("{kind} “{title}”: {where}").format(kind=kind, title=draft.title, where=where), url, False
            )
