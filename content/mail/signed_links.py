"""Links in mails: signed, each for one purpose, most of them for a time.

A signed key changes nothing by itself, and says nothing but whose it is; what has been done is in the database.
"""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac


class BadLink(Exception):
    """The key of a link is forged, was made for another purpose, or is over; `over` tells the last from the others."""

    def __init__(self, over: bool = False):
        super().__init__("over" if over else "not ours")
        self.over = over


class LinkPayload(NamedTuple):
    """What a key says: whose it is, and a mark of the address that it was sent to, if it holds for that one only."""

    whose: UUID
    mark: str

    def suits(self, address: str) -> bool:
        """Whether the key still opens anything, now that whoever it is for has `address`."""
        return not self.mark or constant_time_compare(self.mark, _mark_of(address))


def key_for(purpose: str, whose: UUID | str, address: str = "") -> str:
    """Return the key that stands in a link of `purpose`, such as "my-data", for the row `whose`.

    address: when it is to open nothing any more once that row has another one.
    """
    said = f"{whose} {_mark_of(address)}" if address else str(whose)
    return signing.dumps(said, salt=f"content.mail.{purpose}")


def open_link(purpose: str, key: str, valid_for: timedelta | None = None) -> LinkPayload:
    """Return what `key` says; without `valid_for` it holds for ever. Raises BadLink."""
    try:
        said = signing.loads(key, salt=f"content.mail.{purpose}", max_age=valid_for)
        key_of_row, _space, mark = said.partition(" ")
        return LinkPayload(UUID(key_of_row), mark)
    except signing.SignatureExpired as expired:
        raise BadLink(over=True) from expired
    except (signing.BadSignature, ValueError, TypeError, AttributeError) as forged:
        raise BadLink from forged


def link_owner(purpose: str, key: str, valid_for: timedelta | None = None) -> UUID:
    """Return the primary key of the row for which `key` was made, as `opened` reads it. Raises BadLink."""
    return open_link(purpose, key, valid_for).whose


def _mark_of(address: str) -> str:
    return salted_hmac("content.mail.signed_links", address.lower(), algorithm="sha256").hexdigest()[:16]
