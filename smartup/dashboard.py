"""The start page of the admin: what there is, what needs somebody, what is planned, what changed last."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from content.admin_ui.translation_status import OUTDATED, has_outdated_translation, lacks_translation
from content.documents.models import Document, without_title
from content.languages.models import Translation
from content.languages.translatable_fields import may_be_translated
from content.mail.models import OutboxMessage
from content.mail.outbox.states import outbox_problems
from content.pictures.columns import without_description
from content.pictures.models import Picture
from content.pictures.renditions.tasks import given_up
from content.planning.upcoming import failed_changes, upcoming_changes
from content.reviews.models import Answer
from content.richtext.models import LinkCheck
from content.workflow.models import Draft, Publishable, State, Version
from events.models import Case, Event
from gallery.models import Album, Photo, RemovalRequest


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


class RecentChange(NamedTuple):
    """One act of an editor. `url`: the form of what was changed, empty when there is none."""

    when: datetime
    title: str
    kind: str
    act: str | Promise
    who: str
    url: str


def last_changes(models, number: int) -> list[RecentChange]:
    """Return the latest changes to objects of `models`, the newest first; two queries."""
    kinds = {kind.pk: kind for kind in ContentType.objects.get_for_models(*models).values()}
    versions = Version.objects.filter(content_type__in=kinds).order_by("-number").defer("content")[:number]
    entries = LogEntry.objects.filter(content_type__in=kinds).select_related("user").order_by("-action_time")[:number]
    found = merge(
        (_of_version(version, kinds[version.content_type_id]) for version in versions),
        (_of_entry(entry, kinds[entry.content_type_id]) for entry in entries if entry.content_type_id),
        key=lambda change: change.when,
        reverse=True,
    )
    return list(islice(found, number))


def _of_version(version: Version, kind: ContentType) -> RecentChange:
    gone = version.act == Version.Act.BINNED
    url = "" if gone else _form_of(kind, version.object_id)
    return RecentChange(
        version.created_at, version.title, kind.name, version.get_act_display(), version.author_name, url
    )


def _of_entry(entry: LogEntry, kind: ContentType) -> RecentChange:
    url = "" if entry.is_deletion() else _form_of(kind, entry.object_id)
    who = entry.user.get_full_name() or entry.user.get_username()
    return RecentChange(entry.action_time, entry.object_repr, kind.name, entry.get_action_flag_display(), who, url)


def _form_of(kind: ContentType, key) -> str:
    try:
        return reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[key])
    except NoReverseMatch:
        return ""


LAST_CHANGES = 12


class QuickAction(NamedTuple):
    """Something that editors often begin with."""

    model: type
    words: str | Promise


ACTS = [
    QuickAction(Event, _("New event")),
    QuickAction(Case, _("New case")),
    QuickAction(Album, _("New album with photos")),
]


def start_page(request, menu) -> dict:
    """Return what the template admin/index.html shows to the editor of `request`.

    menu: the groups of SmartupAdminSite.get_app_list. The number of queries depends on the number of models alone.
    """
    entries = [entry for group in menu for entry in group["models"]]
    facts = count_waiting(entry["model"] for entry in entries)
    for entry in entries:
        entry.update(facts_of(entry["model"], request.user) | facts[entry["model"]])
    return {
        "groups": menu,
        "acts": [(act, _add_url(entries, act.model)) for act in ACTS if _add_url(entries, act.model)],
        "failed": failed_changes(models=facts),
        "planned": upcoming_changes(models=facts),
        "needs": [need for entry in entries for need in entry_needs(entry)],
        "last_changes": last_changes(facts, LAST_CHANGES),
    }


def _add_url(entries, model) -> str | None:
    return next((entry["add_url"] for entry in entries if entry["model"] is model), None)
