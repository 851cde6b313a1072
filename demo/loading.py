"""Loading the demonstration content, and taking it away again.

Each object has the same key on every site. What is there is left as it is, so that loading twice changes nothing and
undoes no edit.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from content.pages.models import SiteSettings
from demo.kinds.kind import Kind, Row
from demo.kinds.lessons import Cases, EvidenceOfCases, Lessons
from demo.kinds.meetings import Albums, Documents, Events, Programme
from demo.kinds.people import Projects, Quotes, Speakers
from demo.kinds.pictures import AlbumPhotos, DrawnKind, Pictures, draw_files
from demo.kinds.site import Interests, Menu, Pages, settle, word_consent


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
