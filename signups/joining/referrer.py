"""Where somebody came from: the page that led to the form, and the event that it is about."""

import re
from typing import Any
from uuid import UUID

from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language_from_path, override

from content.database.statements import PreparedQuery
from content.languages.addresses import page_path
from content.texts.languages import language_columns
from events.models import Case, Event, Lesson
from signups.models import Stakeholder

_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*\Z")
_LONGEST = Stakeholder._meta.get_field("seen_on").max_length
# The pages that belong to an event, what they show, and where that says which event it is.
_PAGES: dict[str, tuple[Any, str]] = {
    "events:event": (Event, "pk"),
    "events:case": (Case, "event"),
    "events:lesson": (Lesson, "event"),
}


def own_path(path: str) -> str:
    """Return `path` if it can be a page of our own site that the database can hold, else nothing."""
    is_unicode = not any("\ud800" <= letter <= "\udfff" for letter in path)
    return path if not path[_LONGEST:] and _OWN_PATH.match(path) and is_unicode else ""


def event_of(path: str) -> UUID | None:
    """Return the key of the event whose page stands at `path`, or that of its case or lesson; at most one query."""
    page = _page_at(path) if path else None
    if page is not None and page.view_name == "events:home":
        return next((row["pk"] for row in _home()), None)
    if page is None or page.view_name not in _PAGES:
        return None
    model, event = _PAGES[page.view_name]
    return model.objects.live().at(page.kwargs["slug"]).values_list(event, flat=True).first()


def named_page(path: str) -> dict | None:
    """Return the row of the live event, case or lesson whose page stands at `path`, with its `title_…` and, as `path`,
    its page in the language of this one; None where there is none; at most one query.
    """
    page = _page_at(path) if path else None
    if page is not None and page.view_name == "events:home":
        return next(({**row, "path": reverse("events:home")} for row in _home()), None)
    if page is None or page.view_name not in _PAGES:
        return None
    found = _PAGES[page.view_name][0].objects.live().at(page.kwargs["slug"])
    row = found.values(*language_columns("title", "slug")).first()
    return row and {**row, "path": page_path(page.view_name, row)}


@PreparedQuery
def _home():
    return Event.objects.live().for_home().values("pk", *language_columns("title"))[:1]


def _page_at(path: str) -> ResolverMatch | None:
    language = get_language_from_path(path)
    if language is None:
        return None
    with override(language):  # addresses are words, and the resolver knows those of one language at a time
        try:
            return resolve(path.partition("?")[0])
        except Resolver404:
            return None
