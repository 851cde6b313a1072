"""The start page of the admin: what there is, what lacks, what changed last."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from content.desk.presence import lacking
from content.pictures.descriptions import undescribed
from content.pictures.models import Picture
from content.workflow.models import Publishable, State
from events.models import Case, Event
from gallery.models import Album, Photo, RemovalRequest
from smartup.changes import last_changes

LAST_CHANGES = 12


class Act(NamedTuple):
    """Something that editors often begin with."""

    model: type
    words: str | Promise


ACTS = [Act(Event, _("New event")), Act(Case, _("New case")), Act(Album, _("New album with photos"))]


class Task(NamedTuple):
    """Something that lacks: how often, in what, and the list that shows which."""

    number: int
    words: str | Promise
    kind: str
    url: str


def start_page(request, menu) -> dict:
    """Return what the template admin/index.html shows to the editor of `request`.

    menu: the groups of SmartupAdminSite.get_app_list. The number of queries depends on the number of models alone.
    """
    entries = [entry for group in menu for entry in group["models"]]
    facts = {entry["model"]: _facts(entry["model"]) for entry in entries}
    for entry in entries:
        entry.update(facts[entry["model"]])
    return {
        "groups": menu,
        "acts": [(act, _add_url(entries, act.model)) for act in ACTS if _add_url(entries, act.model)],
        "tasks": [task for entry in entries for task in _tasks(entry)],
        "last_changes": last_changes(facts, LAST_CHANGES),
    }


def _facts(model) -> dict:
    """Count what there is of a model, in one query."""
    questions = {"count": Count("pk")}
    if issubclass(model, Publishable):
        questions["drafts"] = Count("pk", filter=Q(state=State.DRAFT))
    if model in (Picture, Photo):
        questions["undescribed"] = Count("pk", filter=undescribed(model))
    if model is RemovalRequest:
        questions["open"] = Count("pk", filter=Q(state=RemovalRequest.State.OPEN))
    if model in translator.get_registered_models(abstract=False):
        questions |= {f"lacking_{code}": Count("pk", filter=lacking(model, code)) for code, _name in settings.LANGUAGES}
    return model._base_manager.aggregate(**questions)


def _tasks(entry):
    if entry.get("open"):
        yield Task(entry["open"], _("to be decided"), entry["name"], f"{entry['admin_url']}?state__exact=open")
    if entry.get("undescribed"):
        yield Task(
            entry["undescribed"], _("without alternative text"), entry["name"], f"{entry['admin_url']}?alt=missing"
        )
    for code, name in settings.LANGUAGES:
        if entry.get(f"lacking_{code}"):
            words = _("with text missing in %(language)s") % {"language": name}
            yield Task(entry[f"lacking_{code}"], words, entry["name"], f"{entry['admin_url']}?missing={code}")


def _add_url(entries, model) -> str | None:
    return next((entry["add_url"] for entry in entries if entry["model"] is model), None)
