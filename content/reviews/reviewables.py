"""“Is this right?”: which kinds of objects people are asked about, and in which wording they saw them."""

import hashlib
import json
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.utils import timezone

from content.reviews.models import REVIEW_VALID_FOR, Answer, Review
from content.texts.languages import language_columns
from content.workflow.models import Publishable

Wording = dict[str, str]


class Reviewable:
    """What somebody whom an object of `model` is about is shown of it; each app declares its own in `reviews.py`.

    texts: translated fields, plain: those that are in no language. template: shows the object in one language, as the
    site does.
    """

    model: type[Publishable]
    texts: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    template = ""

    def columns(self) -> list[str]:
        """Return the names of the columns that may be corrected."""
        return [*self.plain, *language_columns(*self.texts)]

    def wording(self, item: Publishable) -> Wording:
        """Return column → words of `item`."""
        return {column: getattr(item, column) or "" for column in self.columns()}

    def context(self, item: Any) -> dict:
        """Return what the template takes."""
        return {item._meta.model_name: item}


_kinds: dict[type[Model], Reviewable] = {}


def register_reviewable(kind: type[Reviewable]) -> type[Reviewable]:
    """Let people be asked about this kind of objects: a decorator for the classes in an app's reviews.py."""
    _kinds[kind.model] = kind()
    return kind


def reviewable_for(model: type[Model]) -> Reviewable | None:
    """Return what people are shown of `model`, or None when nobody is asked about it."""
    return _kinds.get(model)


def wording_mark(wording: Wording) -> str:
    """Return a short mark that only the same wording has."""
    return hashlib.sha256(json.dumps(wording, sort_keys=True).encode()).hexdigest()[:32]


def ends_at() -> datetime:
    """Return until when a question that is asked now can be answered."""
    return timezone.now() + REVIEW_VALID_FOR


class ReviewStatus(NamedTuple):
    """Where one question stands. state: "waiting", "approved" (this wording), "older" (an older one), "corrected"."""

    review: Review
    state: str
    answer: Answer | None


def review_statuses(item: Publishable) -> list[ReviewStatus]:
    """Return where each question about `item`, as it is in hand, stands; a withdrawn one without answer is left out.

    Two queries.
    """
    return [_standing(review, item) for review in questions_about(item) if review.answers.all() or review.is_valid]


def questions_about(item: Publishable) -> QuerySet[Review]:
    """Return the questions about `item` with their answers, the latest first."""
    return Review.objects.of(item).select_related("author").prefetch_related("answers")


def _standing(review: Review, item: Publishable) -> ReviewStatus:
    answer = next(iter(review.answers.all()), None)
    if answer is None:
        return ReviewStatus(review, "waiting", None)
    if answer.verdict == Answer.Verdict.CORRECTED:
        return ReviewStatus(review, "corrected", answer)
    same = all((getattr(item, column, "") or "") == words for column, words in answer.wording["shown"].items())
    return ReviewStatus(review, "approved" if same else "older", answer)
