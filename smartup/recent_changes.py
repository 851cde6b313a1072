"""What was changed last, by whom: acts on what the public sees, and changes to everything else."""

from datetime import datetime
from heapq import merge
from itertools import islice
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from content.workflow.models import Version


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
