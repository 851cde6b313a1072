"""What needs an editor now, each with a link to the list that shows which."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from content.admin_ui.translation_status import OUTDATED, has_outdated_translation, lacks_translation
from content.documents.models import Document
from content.documents.titles import without_title
from content.languages.models import Translation
from content.languages.translatable_fields import may_be_translated
from content.mail.models import OutboxMessage
from content.mail.outbox.states import outbox_problems
from content.pictures.columns import without_description
from content.pictures.models import Picture
from content.pictures.renditions.tasks import given_up
from content.reviews.models import Answer
from content.richtext.models import LinkCheck
from content.workflow.models import Draft, Publishable, State
from gallery.models import Photo, RemovalRequest


class DashboardNeed(NamedTuple):
    """Something that waits for somebody: how often, in what, and the list that shows which."""

    number: int
    words: str | Promise
    kind: str
    url: str


# What else is counted of one kind alone.
_OWN: dict[type[Model], Callable[[], dict[str, Q]]] = {
    Picture: lambda: {"undescribed": without_description(), "not_made": given_up()},
    Photo: lambda: {"undescribed": without_description(), "not_made": given_up()},
    Document: lambda: {"untitled": without_title()},
    RemovalRequest: lambda: {"open": Q(state=RemovalRequest.State.OPEN)},
    LinkCheck: lambda: {"broken": Q(broken_since__isnull=False)},
    Answer: lambda: {"unseen": Q(seen_at__isnull=True)},
    OutboxMessage: outbox_problems,
}


def facts_of(model: type[Model], user: Any) -> dict[str, int]:
    """Count what there is of a model and what it lacks, in one query; of what isn't for everybody, what `user` may see."""
    conditions = _OWN[model]() if model in _OWN else {}
    if issubclass(model, Publishable):
        conditions["drafts"] = Q(state=State.DRAFT)
    if model in translator.get_registered_models(abstract=False):
        conditions |= {f"lacking_{code}": lacks_translation(model, code) for code, _name in settings.LANGUAGES}
    if may_be_translated(model):
        conditions |= {f"outdated_{code}": has_outdated_translation(model, code) for code, _name in settings.LANGUAGES}
    questions = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return _listed(model, user).aggregate(count=Count("pk"), **questions)


def _listed(model: type[Model], user: Any) -> QuerySet:
    if model is OutboxMessage:
        return OutboxMessage.objects.seen_by(user)
    objects: Any = model._base_manager.all()
    return objects.exclude(state=State.BINNED) if issubclass(model, Publishable) else objects


def count_waiting(models: Iterable[type[Model]]) -> dict[type[Model], dict[str, int]]:
    """Count, for each of `models`, drafts beside what is live and outdated translations; two queries for all.

    What is outdated among texts of which some can't be changed any more, facts_of counts.
    """
    kinds = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*models).items()}
    found: dict[type[Model], dict[str, int]] = {model: {} for model in kinds.values()}
    drafts = Draft.objects.filter(content_type__in=kinds).order_by().values("content_type").annotate(number=Count("pk"))
    for row in drafts:
        found[kinds[row["content_type"]]]["waiting"] = row["number"]
    for kind, language, number in _outdated([kind for kind, model in kinds.items() if not may_be_translated(model)]):
        found[kinds[kind]][f"outdated_{language}"] = number
    return found


def _outdated(kinds: Iterable[int]) -> Iterable[tuple[int, str, int]]:
    """Return kind, language, and how many objects of that kind are outdated in it."""
    texts = Translation.objects.filter(outdated=True, content_type__in=kinds).order_by()
    counted = texts.values("content_type", "language").annotate(number=Count("object_key", distinct=True))
    return counted.values_list("content_type", "language", "number")


def entry_needs(entry: dict) -> Iterator[DashboardNeed]:
    """Yield what one entry of the menu, with its facts, needs; the most urgent first."""
    asked: list[tuple[str, str | Promise, str]] = [
        ("unseen", _("not read yet"), "seen=no"),
        ("open", _("to be decided"), "state__exact=open"),
        ("stuck", _("that can’t leave: the site has no mail server (EMAIL_URL)"), "state=waiting"),
        ("late", _("that has waited for an hour or more"), "state=late"),
        ("given_up", _("that was given up"), "state=given_up"),
        ("unknown", _("of which nobody knows whether it arrived"), "state=unknown"),
        ("waiting", _("with changes that wait"), "state=waiting"),
        ("broken", _("that lead nowhere"), "broken=yes"),
        ("not_made", _("that visitors don’t see: their sizes could not be made"), "sizes=missing"),
        ("undescribed", _("without alternative text"), "alt=missing"),
        ("untitled", _("without a title"), "title=missing"),
    ]
    for code, name in settings.LANGUAGES:
        asked += [
            (f"lacking_{code}", _("with text missing in %(language)s") % {"language": name}, f"missing={code}"),
            (f"outdated_{code}", _("outdated in %(language)s") % {"language": name}, f"missing={code}-{OUTDATED}"),
        ]
    for fact, words, query in asked:
        if entry.get(fact):
            yield DashboardNeed(entry[fact], words, entry["name"], f"{entry['admin_url']}?{query}")
