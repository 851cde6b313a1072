"""Loading the demonstration content, and taking it away again.

Each object has the same key on every site. What is there is left as it is, so that loading twice changes nothing and
undoes no edit.
"""

from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from content.pages.models import SiteSettings
from smartup.demo.kinds.albums import Albums
from smartup.demo.kinds.documents import Documents
from smartup.demo.kinds.kind import Kind
from smartup.demo.kinds.lessons import Cases, EvidenceOfCases, Lessons
from smartup.demo.kinds.meetings import Events, Programme
from smartup.demo.kinds.people import Projects, Quotes, Speakers
from smartup.demo.kinds.pictures import DrawnKind, Photos, Pictures, draw
from smartup.demo.kinds.site import Interests, Menu, Pages, settle, word_consent


class Count(NamedTuple):
    """How many things of one kind were added, and how many were there already."""

    label: str
    added: int
    there: int


def all_kinds() -> list[Kind]:
    """Return every kind, each after those that it refers to."""
    return [
        Pictures(), Documents(), Speakers(), Projects(), Events(), Cases(), Programme(), Quotes(), Lessons(),
        EvidenceOfCases(), Albums(), Photos(), Pages(), Menu(), Interests(),
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
        return [_add_missing(kind) for kind in kinds]


def _draw_missing(kinds: list[Kind], scale: float) -> None:
    """Draw before the database is locked: this takes longest."""
    drawn_kinds = [kind for kind in kinds if isinstance(kind, DrawnKind)]
    drawn = draw([row["file"] for kind in drawn_kinds for row in kind.missing()], scale)
    for kind in drawn_kinds:
        kind.drawn = drawn


def _add_missing(kind: Kind) -> Count:
    missing = kind.missing()
    for row in missing:
        item = kind.make(row)
        kind.store(item, row)
        kind.connect(item, row)
    return Count(kind.label, len(missing), len(kind.rows()) - len(missing))
