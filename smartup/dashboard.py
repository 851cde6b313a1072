"""The start page of the admin: what there is, what needs somebody, what is planned, what changed last."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.planning.upcoming import failed_changes, upcoming_changes
from events.models import Case, Event
from gallery.models import Album
from smartup.dashboard_todo import count_waiting, entry_needs, facts_of
from smartup.recent_changes import last_changes

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
