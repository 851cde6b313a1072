"""What finds: a part of the database that we use anyway, chosen by its kind.

Each module here offers the functions of `Engine`. All find the same, because the words are stemmed before they come
here; the order may differ a little.
"""

from typing import Any, Protocol

from django.db import connection

from content.search.engines import postgresql, sqlite
from content.search.query import QueryWord

_ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


class Engine(Protocol):
    """Finds documents by stems. Documents are named by the key of their SearchDocument."""

    def create(self, execute: Any) -> None:
        """Make what the engine keeps in the database, by calling `execute(sql)`."""

    def drop(self, execute: Any) -> None:
        """Undo `create`."""

    def index(self, keys: list[int]) -> None:
        """Take in these documents, new or altered, as they stand in the table."""

    def remove(self, keys: list[int]) -> None:
        """Forget these documents."""

    def all_of(self, words: list[QueryWord]) -> str:
        """Return the engine's expression for documents with all of `words`, which are at least one."""

    def any_of(self, words: list[QueryWord]) -> str:
        """Return the expression for documents with any of `words`, which are at least one."""

    def count(self, expression: str, language: str) -> int:
        """Return how many documents in `language` match."""

    def find(self, expression: str, language: str, limit: int, offset: int) -> list[int]:
        """Return the keys of documents in `language` that match, the best first."""


def engine() -> Engine:
    """Return the engine of our database. Raises KeyError for one that we don't support."""
    return engine_of(connection.vendor)


def engine_of(vendor: str) -> Engine:
    """Return the engine for databases of this `vendor`, as Django calls it."""
    return _ENGINES[vendor]
