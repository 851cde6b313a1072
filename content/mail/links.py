"""Links in mails: signed, each for one purpose, most of them for a time.

A signed key changes nothing by itself, and says nothing but whose it is; what has been done is in the database.
"""

from datetime import timedelta
from uuid import UUID

from django.core import signing


class BadLink(Exception):
    """The key of a link is forged, was made for another purpose, or is over; `over` tells the last from the others."""

    def __init__(self, over: bool = False):
        super().__init__("over" if over else "not ours")
        self.over = over


def key_for(purpose: str, whose: UUID | str) -> str:
    """Return the key that stands in a link of `purpose`, such as "my-data", for the row `whose`."""
    return signing.dumps(str(whose), salt=f"content.mail.{purpose}")


def whose(purpose: str, key: str, valid_for: timedelta | None = None) -> UUID:
    """Return the primary key of the row for which `key` was made; without `valid_for` it holds for ever.

    Raises BadLink.
    """
    try:
        return UUID(signing.loads(key, salt=f"content.mail.{purpose}", max_age=valid_for))
    except signing.SignatureExpired as expired:
        raise BadLink(over=True) from expired
    except (signing.BadSignature, ValueError, TypeError) as forged:
        raise BadLink from forged
