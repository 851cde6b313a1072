"""What was thrown away together: an event with its cases. The history of each remembers with what it went."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import CASCADE
from django.utils.translation import gettext as _

from content.workflow.models import Publishable, State, Version


class TrashOwner(NamedTuple):
    """What took something along into the bin: its model as app.model, its key, and what it was called then."""

    kind: str
    key: str
    title: str


def note_for(owner: Publishable) -> str:
    """Return what the history of something says that went into the bin together with `owner`."""
    return f"{owner._meta.label_lower}/{owner.pk} {owner}"[:300]


def owner_in(note: str) -> TrashOwner | None:
    """Return what a note of `note_for` says; None when something was thrown away for itself."""
    address, _space, title = note.partition(" ")
    kind, _slash, key = address.partition("/")
    return TrashOwner(kind, key, title) if key else None


def last_thrown_away(items: Iterable[Publishable]) -> dict[str, Version]:
    """Return the key of each of `items` → the line of its history that says when it was thrown away. One query."""
    keys = [item.pk for item in items]
    lines = Version.objects.filter(act=Version.Act.BINNED, object_id__in=keys).order_by("number")
    return {str(line.object_id): line for line in lines.defer("content")}


def went_with(item: Publishable, others: Iterable[Publishable]) -> list[Publishable]:
    """Return those of `others` that lie in the bin since `item` took them along."""
    binned = [other for other in others if other.state == State.BINNED and other.pk != item.pk]
    lines = last_thrown_away(binned)
    own = note_for(item).partition(" ")[0]
    return [other for other in binned if str(other.pk) in lines and lines[str(other.pk)].note.startswith(f"{own} ")]


def still_in_bin(item: Publishable) -> Publishable | None:
    """Return what `item` can't be without and that lies in the bin itself, an event say; None when there is none."""
    for field in item._meta.concrete_fields:
        relation: Any = field.remote_field
        if relation and issubclass(relation.model, Publishable) and relation.on_delete is CASCADE:
            owner = getattr(item, field.name)
            if owner is not None and owner.state == State.BINNED:
                return owner
    return None


def why_not_taken_back(item: Publishable) -> str:
    """Return in words what stands in the way of taking `item` from the bin; empty when nothing does."""
    if item.state != State.BINNED:
        return _("“%(title)s” isn’t in the bin any more.") % {"title": item}
    owner = still_in_bin(item)
    if owner is not None:
        said = _("“%(title)s” belongs to “%(owner)s”, which is in the bin as well. Take that back first.")
        return said % {"title": item, "owner": owner}
    return ""
