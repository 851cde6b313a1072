"""On what terms one joins just now: asked for each form sent, so in as little time as can be."""

from typing import Any

from django.db.models import Subquery

from content.database.statements import PreparedQuery
from content.texts.languages import language_columns
from signups.models import ConsentText, JoinRules


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
