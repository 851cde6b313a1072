"""Starting a new event from an old one: its frame and its programme as drafts, the day moved, people and projects linked."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modeltranslation.translator import translator

from content.languages import translation_sources
from content.texts.languages import language_columns, saving_language
from content.workflow.models import Publishable, State, Version
from content.workflow.publishing import announce_change
from content.workflow.versions import record_act
from events.models import Event, ProgrammeItem

# What stays from year to year. Story, film, lessons and documents are what came out of it, and pictures show who was
# there: the new edition has its own. It isn't the home page until an editor says so.
FRAME = ["tagline", "meeting_title", "meeting_text", "join_title", "join_text", "funding_statement"]
PLACE = [
    "venue_name",
    "venue_street",
    "venue_postcode",
    "venue_city",
    "venue_country",
    "latitude",
    "longitude",
    "eu_funded",
    "funding_programme",
]
ON_STAGE = ["title", "description", "room"]


class NextEdition(NamedTuple):
    """The new event, and how many programme items and partner projects came along."""

    event: Event
    programme: int
    projects: int


@transaction.atomic
def next_edition(event: Event, *, titles: Mapping[str, str], starts: date, author=None) -> NextEdition:
    """Make a draft of a new event from `event` as visitors see it, beginning on the day `starts`.

    titles: column → words (title_nl, title_en). The programme is copied as drafts that keep their time of day, on days
    moved as the first day is; what presents a case presents none yet. Speakers and partner projects are linked, not
    copied: they are the same ones. Pages belong to the whole site, and stay as they are.
    """
    edition = _edition(event, titles, starts)
    _keep(edition, event, FRAME, author)
    projects = event.projects.kept()  # type: ignore[attr-defined]
    edition.projects.set(projects)
    items = list(_programme_of(event))
    days = (starts - (first_day(event) or starts)).days
    for item in items:
        _copy_item(item, edition, days, author)
    return NextEdition(edition, len(items), len(projects))


def first_day(event: Event) -> date | None:
    """Return the day from which an event's dates are counted, None when it has no date at all."""
    if event.starts:
        return event.starts
    earliest = _programme_of(event).filter(starts__isnull=False).first()
    return timezone.localdate(earliest.starts) if earliest else None


def _edition(event: Event, titles: Mapping[str, str], starts: date) -> Event:
    edition = Event(starts=starts, ends=starts, **titles)
    if event.starts and event.ends:
        edition.ends = starts + (event.ends - event.starts)
    for column in [*language_columns(*FRAME), *PLACE]:
        setattr(edition, column, getattr(event, column))
    edition.fill_slugs()
    return edition


def _programme_of(event: Event):
    """The items that stand on the programme; of an event that was never published, those that are drafts as well."""
    return ProgrammeItem.objects.for_event(event).filter(state__in=[State.PUBLISHED, State.DRAFT]).order_by("starts")


def _copy_item(item: ProgrammeItem, edition: Event, days: int, author) -> None:
    copy = ProgrammeItem(event=edition, position=item.position)
    copy.starts, copy.ends = _moved(item.starts, days), _moved(item.ends, days)
    for column in language_columns(*ON_STAGE):
        setattr(copy, column, getattr(item, column))
    _keep(copy, item, ON_STAGE, author)
    copy.speakers.set(item.speakers.kept())  # type: ignore[attr-defined]


def _keep(copy: Publishable, original: Publishable, fields: list[str], author) -> None:
    """Save a copy of `fields`, with what each text was translated from and whether that has changed since."""
    with saving_language():
        copy.save(force_insert=True)
    translation_sources.note_text_changes(copy, None)
    translated = set(fields) & set(translator.get_options_for_model(type(copy)).all_fields)
    remembered = {
        field: entry for field, entry in translation_sources.read_sources(original).items() if field in translated
    }
    translation_sources.write_sources(copy, {**translation_sources.read_sources(copy), **remembered})
    record_act(copy, Version.Act.CREATED, author=author, note=_("from “%(title)s”") % {"title": original})
    announce_change(copy)


def _moved(moment: datetime | None, days: int) -> datetime | None:
    """Return the same time of the day, by the clock in the hall, `days` later."""
    if moment is None:
        return None
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return local + timedelta(days=days)  # by the wall clock, whatever summer time does in between
