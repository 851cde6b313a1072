"""Writing to somebody who joined: in their language, with the links by which they stay in control."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.mail.letters.writing import PostingOptions, write_letter
from content.mail.models import OutboxMessage
from content.mail.signed_links import key_for
from content.mail.site_url import site_address
from signups.models import Stakeholder

# A name that a mail program may turn into a link or a number to call, or that is a sentence, wasn't typed in to be greeted
# with: the form sends a mail to any address, and what it says shall not be a stranger's to choose.
_SUSPICIOUS = re.compile(r"[/:@\[\]{}<>\\\d]|www\.|http|\w[.。]\w", re.IGNORECASE)
_LONGEST = 60


def letter_to(
    stakeholder: Stakeholder,
    key: str,
    *,
    once: str | None = None,
    not_before: datetime | None = None,
    batch: UUID | None = None,
    **values: Any,
) -> OutboxMessage | None:
    """Put the letter `key` for a stakeholder into the outbox; the values `name` and `address` are theirs to use.

    See content.mail.letters.writing.write_letter, which also says what it returns.
    """
    said = {"name": greeting_name(stakeholder), **values}
    posting: PostingOptions = {**posting_to(stakeholder), "once": once, "not_before": not_before, "batch": batch}
    return write_letter(key, to=stakeholder.email, language=stakeholder.language, values=said, **posting)


def posting_to(stakeholder: Stakeholder) -> PostingOptions:
    """Return what every mail to a stakeholder says: whose it is, why it comes, and the links below it.

    Who hasn't confirmed an address gets no link to the data: they may be a stranger's.
    """
    confirmed = stakeholder.state == Stakeholder.State.CONFIRMED
    with override(stakeholder.language):
        if confirmed:
            reason = _("You get this mail because you joined {site} with this address.")
        else:
            reason = _("You get this mail because somebody gave this address at {site}. If it wasn’t you, ignore it.")
    return {
        "about": stakeholder.pk,
        "reason": reason,
        "my_data": address_of(stakeholder, "signups:my_data", "my-data") if confirmed else "",
        "unsubscribe": address_of(stakeholder, "signups:unsubscribe", "unsubscribe"),
    }


def address_of(stakeholder: Stakeholder, page: str, purpose: str) -> str:
    """Return the whole address, in the stakeholder's language, of a page that opens with a key for `purpose`."""
    with override(stakeholder.language):
        return site_address() + reverse(page, args=[own_key(purpose, stakeholder)])


def own_key(purpose: str, stakeholder: Stakeholder) -> str:
    """Return a key for `purpose` that holds as long as the stakeholder has the address that it is sent to.

    To unsubscribe one can from whatever mail one got.
    """
    address = "" if purpose == "unsubscribe" else stakeholder.email
    return key_for(purpose, stakeholder.pk, address)


def greeting_name(stakeholder: Stakeholder) -> str:
    """Return the name to greet with, or nothing when it might be there to lead somebody astray."""
    read = unicodedata.normalize("NFKC", stakeholder.name)  # as which a mail program may read it
    return "" if len(read) > _LONGEST or _SUSPICIOUS.search(read) else stakeholder.name


@contextmanager
def keep_if(is_real: bool) -> Iterator[None]:
    """Keep what is written inside, or take it back, within the caller's transaction and in the same number of steps."""
    point = transaction.savepoint()
    yield
    if is_real:
        transaction.savepoint_commit(point)
    else:
        transaction.savepoint_rollback(point)
