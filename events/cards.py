"""From rows of joined tables to one card for each object."""

from collections.abc import Iterable

from content.workflow.models import State


def merge_rows(rows: Iterable[dict], relation: str) -> list[dict]:
    """Return one row per id, in the order of `rows`, with the published rows of `relation` as a list under its name.

    A query that joins a many-to-many relation gives a row for each pair; this costs one query where prefetching
    costs two and builds model objects.
    """
    cards: dict = {}
    for row in rows:
        card = cards.setdefault(row["id"], {**row, relation: []})
        if row[f"{relation}__state"] == State.PUBLISHED:
            card[relation].append(row)
    return list(cards.values())
