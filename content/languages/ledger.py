"""What each text was translated from. (Stub of the contract; being written.)"""

from typing import Any

from django.db.models import Model


def content_of(item: Model) -> dict[str, Any]:
    """Return what is remembered of the translations of `item`, as plain data."""
    return {}


def put(item: Model, content: dict[str, Any]) -> None:
    """Let `content` be what is remembered of the translations of `item`, and judge them anew."""


def note(item: Model, before: Model | None, minor: bool = False) -> None:
    """Remember what changed in the texts of `item` when it was saved."""
