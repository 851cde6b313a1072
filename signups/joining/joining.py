"""The act of joining: what somebody filled in is stored, as it is, and then they are thanked.

It is one row, whoever sends it. Whether the address is known isn't even looked up, so nobody finds that out by the page
that follows or by how long it takes; signups.joining.registering does the rest a moment later.
"""

import secrets
from typing import Any

from django.db.models import Subquery

from content.database.statements import PreparedInsert, PreparedQuery
from content.database.write_lock import own_turn
from content.texts.languages import language_columns, text_of
from signups.joining.forms import JoinForm
from signups.models import ConsentText, JoinRules, PendingSignup

_insert = PreparedInsert(PendingSignup)


class ProofSpent(Exception):
    """The proof by which a form got past the robots had let another one through before."""


def join(*, form: JoinForm, language: str, sender: str, proof: str | None = None) -> PendingSignup:
    """Store what was filled in in the valid `form`, and return the signup; the very same form gets the same one.

    language: that of the page. sender, proof: see signups.joining.proof_of_work. Raises ProofSpent.
    """
    shown = text_of(form.terms, "words", language)
    signup = PendingSignup(
        key=new_key(),
        sent={**form.answers, "consent_language": shown.language},
        text_id=form.terms["version"],
        sender=sender,
        proof=proof,
    )
    with own_turn():
        is_new = _insert.unless_there(signup)
    if is_new:
        return signup
    before = PendingSignup.objects.select_related("stakeholder").get(proof=signup.proof)
    if before.email.lower() != signup.email.lower():
        raise ProofSpent
    return before


def new_key() -> str:
    """Return the key of a signup, which nobody guesses."""
    return secrets.token_urlsafe(32)


def current_terms() -> dict[str, Any] | None:
    """Return the `version` and the words (a row for text_of) of what people agree to, and `closes_at`; one query.

    None while nobody has written what people agree to.
    """
    rows = _terms()
    return rows[0] if rows else None


@PreparedQuery
def _terms():
    closing = Subquery(JoinRules.objects.values("closes_at")[:1])
    return ConsentText.objects.order_by("-version").values("version", *language_columns("words"), closes_at=closing)[:1]
