"""What editors are told before they take something away: where else it stands. Rooms above register who knows."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Model


class LinkSource(NamedTuple):
    """Where something is linked from: in words for editors, with the address of the form, empty if there is none."""

    words: str
    url: str
    is_live: bool


_askable: list[Callable[[Model], list[LinkSource]]] = []


def register_backlinks(ask: Callable[[Model], list[LinkSource]]) -> Callable[[Model], list[LinkSource]]:
    """Have `ask` asked for the places that an object is linked from; it may decorate."""
    if ask not in _askable:
        _askable.append(ask)
    return ask


def backlinks_to(item: Model) -> list[LinkSource]:
    """Return every place that leads to `item`, what visitors see first; the number of queries is fixed."""
    places = {place for ask in _askable for place in ask(item)}
    return sorted(places, key=lambda place: (not place.is_live, place.words))
