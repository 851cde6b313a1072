"""What is different between two contents of one object, in words that an editor reads."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.texts.languages import label_of
from content.texts.plain_text import plain_lines, text_references
from content.texts.text_diff import diff_replacement, word_difference
from content.workflow.snapshot import Content, kept_fields

__all__ = [
    "FieldDifference",
    "changed_labels",
    "diff_replacement",
    "field_differences",
    "plain_lines",
    "word_difference",
]

# What is written, rather than chosen: compared word by word.
_WRITTEN = (models.CharField, models.TextField)

Names = dict[tuple[str, str], str]
Rows = dict[str, dict[str, Any]]


class FieldDifference(NamedTuple):
    """One thing that differs. label: what it is about, as editors call it; old, new: plain words; html: both in one.

    name: the column, link or relation. language: of a translated column, else empty.
    """

    label: str
    name: str
    language: str
    old: str
    new: str
    html: SafeString


class _Change(NamedTuple):
    """A value that changed, before it is told in words. row: which part it belongs to, empty for the object itself."""

    field: Field
    old: Any
    new: Any
    row: str = ""


def field_differences(model: type[Model], before: Content, after: Content) -> list[FieldDifference]:
    """Return what `after` says otherwise than `before`, in the order of the fields of `model`.

    Both are contents of content/workflow/snapshot.py; an empty `before` is that of an object that wasn't there.
    Columns that only one of them knows are passed over. Asks each related model for names once, whatever changed.
    """
    names = _names_in(model, before, after)
    found = [_told(change, names) for change in _changed_columns(model, before.get("fields"), after.get("fields", {}))]
    found += [_told(change, names) for change in _changed_links(model, before.get("links"), after.get("links", {}))]
    for relation, rows in after.get("parts", {}).items():
        part = _part_model(model, relation)
        if part:
            found += _of_parts(part, relation, before.get("parts", {}).get(relation, []), rows, names)
    return found


def changed_labels(model: type[Model], before: Content, after: Content) -> list[str]:
    """Return what `after` says otherwise than `before`, as labels alone: without a query, for a list."""
    columns = _changed_columns(model, before.get("fields"), after.get("fields", {}))
    links = _changed_links(model, before.get("links"), after.get("links", {}))
    labels = [label_of(change.field) for change in (*columns, *links)]
    for relation, rows in after.get("parts", {}).items():
        part = _part_model(model, relation)
        if part and _by_key(rows) != _by_key(before.get("parts", {}).get(relation, [])):
            labels.append(capfirst(str(part._meta.verbose_name_plural)))
    return labels


# --- What changed ---------------------------------------------------------------------------------------------------


def _changed_columns(model, old: dict | None, new: dict, row: str = "") -> Iterator[_Change]:
    """old: None when the object wasn't there."""
    for field in kept_fields(model):
        column = field.attname
        if column not in new or (old is not None and column not in old):
            continue
        was = old[column] if old is not None else None
        if _told_value(was) != _told_value(new[column]):
            yield _Change(field, was, new[column], row)


def _told_value(value: Any) -> Any:
    """An empty text says the same as none."""
    return None if value == "" else value


def _changed_links(model, old: dict | None, new: dict) -> Iterator[_Change]:
    for field in model._meta.many_to_many:
        if field.name not in new or (old is not None and field.name not in old):
            continue
        was = old[field.name] if old is not None else []
        if set(was) != set(new[field.name]):
            yield _Change(field, was, new[field.name])


def _part_model(model, relation: str) -> type[Model] | None:
    return {each.name: each.related_model for each in model._meta.related_objects}.get(relation)


def _of_parts(part, relation: str, old: list, new: list, names: Names) -> list[FieldDifference]:
    were, are = _by_key(old), _by_key(new)
    found = []
    for key in [*were, *(key for key in are if key not in were)]:
        if key in were and key in are:
            title = _row_title(part, are[key], names)
            changes = _changed_columns(part, were[key], are[key], title)
            found += [_told(change, names) for change in changes]
        else:
            found.append(_whole_row(part, relation, were.get(key), are.get(key), names))
    return found


def _by_key(rows: list) -> Rows:
    return {str(row.get("id")): row.get("fields", {}) for row in rows}


def _whole_row(part, relation: str, old: dict | None, new: dict | None, names: Names) -> FieldDifference:
    said = {True: _("%(part)s added"), False: _("%(part)s removed")}[old is None]
    was, now = (_row_in_words(part, row, names) if row is not None else "" for row in (old, new))
    label = capfirst(said % {"part": _row_title(part, new if old is None else old, names)})
    return FieldDifference(label, relation, "", was, now, diff_replacement(was, now))


def _row_title(part, row: dict | None, names: Names) -> str:
    """Return what a part is called: its kind, and the first thing that it says."""
    said = (_in_words(field, (row or {}).get(field.attname), names) for field in kept_fields(part))
    first = next((words for words in said if words), "")
    kind = capfirst(str(part._meta.verbose_name))
    return f"{kind} “{first.splitlines()[0][:60]}”" if first else kind


def _row_in_words(part, row: dict, names: Names) -> str:
    told = [(label_of(field), _in_words(field, row.get(field.attname), names)) for field in kept_fields(part)]
    return "\n".join(f"{label}: {words}" for label, words in told if words)


# --- In words -------------------------------------------------------------------------------------------------------


def _told(change: _Change, names: Names) -> FieldDifference:
    old, new = (_in_words(change.field, value, names) for value in (change.old, change.new))
    label = label_of(change.field)
    return FieldDifference(
        label=f"{change.row} · {label}" if change.row else label,
        name=change.field.name,
        language=getattr(change.field, "language", ""),
        old=old,
        new=new,
        html=_compared(change.field, old, new),
    )


def _compared(field: Field, old: str, new: str) -> SafeString:
    if old == new:
        return format_html("<em>{}</em>", _("The words are the same; the formatting, or where a link leads, is not."))
    by_word = field.many_to_many or (isinstance(field, _WRITTEN) and not field.choices)
    return word_difference(old, new) if by_word else diff_replacement(old, new)


def _in_words(field: Any, value: Any, names: Names) -> str:
    if value is None or value in ("", []):
        return ""
    if field.is_relation:
        keys = value if field.many_to_many else [value]
        label = field.related_model._meta.label_lower
        return "\n".join(sorted(names.get((label, str(key)), _("(deleted)")) for key in keys))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _value_in_words(field, value, names)


def _value_in_words(field: Field, value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.FileField):
        return PurePath(str(value)).name
    if isinstance(field, _WRITTEN):
        return plain_lines(str(value), names)
    return _measured(field, value)


def _measured(field: Field, value: Any) -> str:
    """Return a date, a moment or a number as it is written; whatever isn't one any more as it is kept."""
    try:
        meant = field.to_python(value)
    except (ValidationError, TypeError, ValueError):
        return str(value)
    if isinstance(field, models.DateTimeField) and timezone.is_aware(meant):
        return date_format(timezone.localtime(meant), "DATETIME_FORMAT")
    return str(localize(meant))


# --- What related things are called ---------------------------------------------------------------------------------


def _names_in(model, before: Content, after: Content) -> Names:
    """Return what is called how, of all that the changes lead to: one query for each related model."""
    wanted: dict[str, set[str]] = {}
    for change in _all_changes(model, before, after):
        for label, key in _referred(change):
            wanted.setdefault(label, set()).add(key)
    names: Names = {}
    for label, keys in wanted.items():
        names |= _names_of(label, keys)
    return names


def _all_changes(model, before: Content, after: Content) -> Iterator[_Change]:
    yield from _changed_columns(model, before.get("fields"), after.get("fields", {}))
    yield from _changed_links(model, before.get("links"), after.get("links", {}))
    for relation in after.get("parts", {}):
        part = _part_model(model, relation)
        rows = [row for content in (before, after) for row in content.get("parts", {}).get(relation, [])]
        for row in rows if part else ():
            yield from (_Change(field, None, row.get("fields", {}).get(field.attname)) for field in kept_fields(part))


def _referred(change: _Change) -> Iterator[tuple[str, str]]:
    field: Any = change.field
    for value in (change.old, change.new):
        if value is None:
            continue
        if field.many_to_many:
            yield from ((field.related_model._meta.label_lower, str(key)) for key in value)
        elif field.remote_field:
            yield field.related_model._meta.label_lower, str(value)
        elif isinstance(value, str):
            yield from text_references(value)


def _names_of(label: str, keys: set[str]) -> Names:
    try:
        found = apps.get_model(label)._base_manager.filter(pk__in=keys)
        return {(label, str(item.pk)): str(item) or _("(without a name)") for item in found}
    except (LookupError, ValueError, ValidationError):
        return {}
