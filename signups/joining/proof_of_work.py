"""What keeps programs from joining by the thousand, without a puzzle, a third party, or an address that we keep.

A browser works some tenths of a second at a task (ALTCHA's protocol, https://altcha.org/docs/); one that runs no
scripts waits instead. Either proof is good once. How many may join from one network within an hour has an end too.
"""

import base64
import json
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from time import time
from typing import Any

from altcha import ChallengeOptionsV1, create_challenge_v1, verify_solution_v1
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from content.visitors.throttling import TooManyRequests, is_known, sender_of
from signups.models import PendingSignup

# Half of it is tried on average: 0.2 s on a laptop, 2 s on an old telephone.
MOST_TRIES = 40_000
# Long enough to fill in the form, and to look something up meanwhile.
VALID_FOR = timedelta(hours=2)
# Nobody reads the form and fills it in faster.
SHORTEST = timedelta(seconds=3)
# Without a script, so long after the form was sent first.
PATIENCE = timedelta(seconds=10)

_SALT = "signups.joining.proof_of_work"


def make_challenge() -> dict[str, Any]:
    """Return a task for the browser, in ALTCHA's form: which number, behind the salt, has this digest?"""
    over = timezone.now() + VALID_FOR
    task = create_challenge_v1(ChallengeOptionsV1("SHA-256", max_number=MOST_TRIES, hmac_key=_key(), expires=over))
    return {
        "algorithm": task.algorithm,
        "challenge": task.challenge,
        "maxnumber": task.max_number,
        "salt": task.salt,
        "signature": task.signature,
    }


def proof_in(sent: Mapping[str, str], email: str) -> str | None:
    """Return the mark of the proof in what was `sent`, under which it is kept as used; None when there is no good one.

    sent: the fields of the form. email: the address that joins; a ticket for waiting was made for one.
    """
    solved = _solved(sent.get("proof", ""))
    if solved:
        return solved
    ticket = sent.get("ticket", "")
    wait = _wait_of(ticket, email)
    return sha256(ticket.encode()).hexdigest() if wait is not None and wait >= PATIENCE else None


def ticket_for(email: str, earlier: str = "") -> str:
    """Return what stands in the form of somebody who has to wait; an `earlier` ticket goes on counting."""
    return earlier if _wait_of(earlier, email) is not None else signing.dumps([email, time()], salt=_SALT)


def check_flood(request: HttpRequest) -> str:
    """Return the mark of who sends `request`. Raises TooManyRequests for the network of which too many have joined.

    A request from this very machine comes from us, or through a proxy that we weren't told of: it isn't counted.
    """
    sender, most = sender_of(request), settings.JOINS_PER_NETWORK
    of_late = PendingSignup.objects.filter(sender=sender, created_at__gte=timezone.now() - timedelta(hours=1))
    if most and is_known(request) and of_late.count() >= most:
        raise TooManyRequests
    return sender


def _key() -> str:
    return salted_hmac(_SALT, "challenge", algorithm="sha256").hexdigest()


def _solved(proof: str) -> str | None:
    """Return the mark of the task that `proof` solves: one of ours that is neither over nor was only just given."""
    try:
        answer = json.loads(base64.b64decode(proof, validate=True))
        good, _why = verify_solution_v1(answer, _key())
        return answer["challenge"] if good and _age(answer["salt"]) >= SHORTEST else None
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError):
        return None  # nothing that our script would send


def _age(salt: str) -> timedelta:
    """Return how long ago a task was given; its salt says until when it holds."""
    expires = int(salt.partition("expires=")[2].partition("&")[0])
    return VALID_FOR - timedelta(seconds=expires - time())


def _wait_of(ticket: str, email: str) -> timedelta | None:
    """Return how long ago `ticket` was made, None if that was not by us, for another address, or too long ago."""
    try:
        whose, since = signing.loads(ticket, salt=_SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return timedelta(seconds=time() - since) if whose == email else None
