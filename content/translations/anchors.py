"""Where in a form a text is edited."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from content.translations.missing_translations import UntranslatedObject
from content.translations.translatable_models import TranslatableModel


def numbers_of(rows: Sequence[UntranslatedObject]) -> dict[tuple[TranslatableModel, Any], int]:
    """Return (kind, key) → the number of a part in its form, for the parts among `rows`; one query a kind of parts."""
    owners = defaultdict(set)
    for row in rows:
        if row.kind.owner:
            owners[row.kind].add(row.owner_key)
    return {(kind, key): number for kind, keys in owners.items() for key, number in _numbered(kind, keys)}


def _numbered(kind: TranslatableModel, owner_keys: set) -> list[tuple[Any, int]]:
    parts = kind.model._default_manager.filter(**{f"{kind.owner}__in": owner_keys})
    ordered = parts if parts.ordered else parts.order_by("pk")
    numbers: dict[Any, int] = defaultdict(int)
    found = []
    for key, owner in ordered.values_list("pk", kind.owner):
        found.append((key, numbers[owner]))
        numbers[owner] += 1
    return found


def input_anchor(row: UntranslatedObject, column: str, numbers: dict[tuple[TranslatableModel, Any], int]) -> str:
    """Return the id of the input for `column`; of a part whose number isn't known, that of all parts of its kind."""
    if not row.kind.owner:
        return f"id_{column}"
    number = numbers.get((row.kind, row.key))
    return f"{row.kind.relation}-group" if number is None else f"id_{row.kind.relation}-{number}-{column}"
