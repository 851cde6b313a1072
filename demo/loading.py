"""Loading the demonstration content, and taking it away again.

Each object has the same key on every site. What is there is left as it is, so that loading twice changes nothing and
undoes no edit.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import ForeignKey, Model
from django.utils.translation import override

from content.pages.models import SiteSettings
from demo.kinds.kind import Kind, Row
from demo.kinds.lessons import Cases, EvidenceOfCases, Lessons
from demo.kinds.meetings import Albums, Documents, Events, Programme
from demo.kinds.people import Projects, Quotes, Speakers
from demo.kinds.pictures import AlbumPhotos, DrawnKind, Pictures, draw_files
from demo.kinds.site import Interests, Menu, Pages, settle, word_consent
from events.models import Evidence, SpeakerLink
from gallery.models import RemovalRequest


class Count(NamedTuple):
    """How many things of one kind were added, and how many were there already."""

    label: str
    added: int
    there: int


def all_kinds() -> list[Kind]:
    """Return every kind, each after those that it refers to."""
    return [
        Pictures(), Documents(), Speakers(), Projects(), Events(), Cases(), Programme(), Quotes(), Lessons(),
        EvidenceOfCases(), Albums(), AlbumPhotos(), Pages(), Menu(), Interests(),
    ]  # fmt: skip


def load(scale: float = 1.0) -> list[Count]:
    """Add what the site lacks of the demonstration, all of it or nothing, and return what was added by kind.

    The sizes of the pictures are left to the task worker. scale: of the pictures, 1 is full size.
    """
    kinds = all_kinds()
    _draw_missing(kinds, scale)
    # The column of a translated field without language gets the active language's words.
    with override(settings.LANGUAGE_CODE), transaction.atomic():
        if not SiteSettings.objects.exists():
            settle(SiteSettings(pk=1))
        word_consent()
        added = [(kind, _add_missing(kind)) for kind in kinds]
        for kind, stored in added:
            for item, row in stored:
                kind.finish(item, row)
        return [Count(kind.label, len(stored), len(kind.rows()) - len(stored)) for kind, stored in added]


def _draw_missing(kinds: list[Kind], scale: float) -> None:
    """Draw before the database is locked: this takes longest."""
    drawn_kinds = [kind for kind in kinds if isinstance(kind, DrawnKind)]
    drawn = draw_files([row["file"] for kind in drawn_kinds for row in kind.missing()], scale)
    for kind in drawn_kinds:
        kind.drawn = drawn


def _add_missing(kind: Kind) -> list[tuple[Any, Row]]:
    added = [(kind.make(row), row) for row in kind.missing()]
    for item, row in added:
        kind.store(item, row)
        kind.connect(item, row)
    return added


# Rows that say something of other objects and are nothing by themselves.
LINKS = {Evidence, SpeakerLink, RemovalRequest}


class StillNeeded(Exception):
    """Objects that aren't of the demonstration hang on it; `needed_by` has them."""

    def __init__(self, needed_by: list[Model]):
        super().__init__(f"{len(needed_by)} objects hang on the demonstration")
        self.needed_by = needed_by


@transaction.atomic
def remove_demo() -> int:
    """Delete what loading made, whatever became of it, and return the number of objects.

    The settings of the site get the words of the demonstration back. Interests that somebody chose stay, and so do the
    words of the join form. Raises StillNeeded, and deletes nothing, when something else would go along.
    """
    going = {kind: list(kind.removable()) for kind in all_kinds()}
    strangers = _strangers([item for items in going.values() for item in items])
    if strangers:
        raise StillNeeded(strangers)
    for kind, items in reversed(going.items()):
        for item in items:
            kind.remove(item)
    _reset_settings()
    return sum(map(len, going.values()))


def _reset_settings() -> None:
    site = SiteSettings.objects.filter(demonstration=True).first()
    if site:
        with override(settings.LANGUAGE_CODE):
            settle(site)


def _strangers(items: list[Model]) -> list[Model]:
    """Return what isn't among `items`, but would be deleted or changed along with them."""
    known = set(items)
    concerned = [owner for item in _affected(items) if item not in known for owner in _owners(item)]
    return [owner for owner in dict.fromkeys(concerned) if owner not in known]


def _owners(item: Model) -> list[Model]:
    """The objects that would miss `item`: itself, or those that a link connects."""
    if type(item) not in LINKS and not item._meta.auto_created:
        return [item]
    ends = [getattr(item, field.name) for field in item._meta.fields if isinstance(field, ForeignKey)]
    return [end for end in ends if end]


def _affected(items: list[Model]) -> Iterator[Model]:
    """Yield every object that the database deletes or changes when `items` go."""
    for model in {type(item) for item in items}:
        collector = NestedObjects(DEFAULT_DB_ALIAS)
        collector.collect([item for item in items if type(item) is model])
        changed: list = [rows for updates in collector.field_updates.values() for rows in updates]
        yield from chain(collector.protected, *collector.data.values(), *changed)
