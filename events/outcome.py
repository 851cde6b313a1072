"""What came out of an event: one query for each kind of thing."""

from collections.abc import Iterable

from content.database.statements import PreparedQuery
from content.documents.models import Document
from content.workflow.models import State
from events.lessons_map import lessons_map
from events.models import Case, Event, Lesson, PartnerProject, Quote


def merge_rows(rows: Iterable[dict], relation: str) -> list[dict]:
    """Return one row per id, in the order of `rows`, with the published rows of `relation` as a list under its name.

    A query that joins a many-to-many relation gives a row for each pair; this costs one query where prefetching
    costs two and builds model objects.
    """
    cards: dict = {}
    for row in rows:
        card = cards.setdefault(row["id"], {**row, relation: []})
        if row[f"{relation}__state"] == State.PUBLISHED:
            card[relation].append(row)
    return list(cards.values())


def outcome_of(event: Event) -> dict:
    """Return what home and event page show of what came out of `event`, besides its photos."""
    cases = merge_rows(cases_of(event.pk), "presenters")
    return {
        "event": event,
        "quotes": quotes_of(event.pk),
        "cases": cases,
        "map": lessons_map(lessons_of(event.pk), cases, event),
        "projects": projects_of(event.pk),
        "documents": documents_of(event.pk),
    }


def home_event() -> Event | None:
    """Return the event that is the home page, with its pictures; one query, None when nothing is published."""
    rows = _home_event()
    return Event.with_pictures_from(rows[0]) if rows else None


@PreparedQuery
def _home_event():
    return Event.objects.live().for_home().as_whole_rows()[:1]


@PreparedQuery
def quotes_of(event):
    """What was said there."""
    return Quote.objects.live().for_event(event).as_cards()


@PreparedQuery
def cases_of(event):
    """What was shown there; for `merge`."""
    return Case.objects.live().for_event(event).as_cards()


@PreparedQuery
def lessons_of(event):
    """What it taught, and where that shows; for `lessons_map`."""
    return Lesson.objects.live().for_event(event).with_evidence_rows()


@PreparedQuery
def projects_of(event):
    """Whose event it was."""
    return PartnerProject.objects.live().for_event(event).as_cards()


@PreparedQuery
def documents_of(event):
    """What can be downloaded."""
    return Document.objects.live().filter(events=event).as_rows()
