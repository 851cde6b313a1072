"""What stands in a release and what could, as an editor sees it."""

from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.urls import NoReverseMatch

from content.admin_ui.badges import StateLabel, marks_of, with_marks
from content.admin_ui.object_pages import admin_url, may
from content.planning.related_objects import has_belongings, in_order
from content.planning.releases import is_waiting
from content.workflow.models import Publishable, Release, ReleaseItem


class ReleaseLine(NamedTuple):
    """One object: what it is, in which state, whether a release has something to publish of it, where its form is."""

    item: Publishable
    kind: str
    marks: list[StateLabel]
    waits: bool
    url: str
    has_belongings: bool


class ReleaseGroup(NamedTuple):
    """What waits of one kind."""

    kind: str
    lines: list[ReleaseLine]


def lines_of(release: Release, user) -> list[ReleaseLine]:
    """Return what `release` holds, in the order in which it is published; a query for each kind."""
    keys: dict[int, list[UUID]] = {}
    for kind, key in release.items.values_list("content_type_id", "object_id"):
        keys.setdefault(kind, []).append(key)
    models = {kind: ContentType.objects.get_for_id(kind).model_class() for kind in keys}
    found: list = []
    for kind, model in models.items():
        found += with_marks(model._base_manager.filter(pk__in=keys[kind])) if model else []
    for item in found:
        item.release_at, item.has_failed = None, False  # the release says it for all of them
    return [_line(item, user) for item in in_order(found)]


def choices_for(user) -> list[ReleaseGroup]:
    """Return all that waits, of the kinds that `user` may change, and stands in no open release; a query for each kind."""
    taken = ReleaseItem.objects.filter(release__released_at__isnull=True).values_list("object_id", flat=True)
    keys = set(taken)
    groups = []
    for model in apps.get_models():
        if issubclass(model, Publishable) and may(user, "change", model):
            waiting = with_marks(model.objects.kept()).filter(Q(published_at__isnull=True) | Q(has_draft=True))
            lines = [_line(item, user) for item in waiting if item.pk not in keys]
            groups.append(ReleaseGroup(str(model._meta.verbose_name_plural), lines))
    return [group for group in groups if group.lines]


def _line(item, user) -> ReleaseLine:
    model = type(item)
    url = form_url(item) if may(user, "view", model) or may(user, "change", model) else ""
    waiting = is_waiting(item, drafted=item.has_draft)
    return ReleaseLine(item, str(model._meta.verbose_name), marks_of(item), waiting, url, has_belongings(model))


def form_url(item: Model) -> str:
    """Return the address of the form of `item`, nothing when the admin has none."""
    try:
        return admin_url(item)
    except NoReverseMatch:
        return ""
