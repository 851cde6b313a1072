"""Taking stakeholders out of the site: as XLSX, as CSV, as a list to print; and who did so."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO, Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from signups.models import Consent, Export, Stakeholder
from signups.reports.export_tables import write_csv, write_page, write_xlsx

BATCH = 500
_ON_DISK_FROM = 1_000_000  # bytes


class ExportColumn(NamedTuple):
    """width: in characters. value: from a stakeholder to a text, a moment, or None."""

    title: str | Promise
    width: int
    value: Callable[[Any], str | datetime | None]


COLUMNS = [
    ExportColumn(_("name"), 28, lambda person: person.name),
    ExportColumn(_("e-mail address"), 34, lambda person: person.email),
    ExportColumn(_("organisation"), 30, lambda person: person.organisation),
    ExportColumn(_("role"), 24, lambda person: person.role),
    ExportColumn(_("kind"), 20, lambda person: person.get_kind_display()),
    ExportColumn(_("interests"), 40, lambda person: ", ".join(map(str, person.topics))),
    ExportColumn(_("language"), 12, lambda person: person.get_language_display()),
    ExportColumn(_("state"), 18, lambda person: person.get_state_display()),
    ExportColumn(_("event"), 24, lambda person: str(person.event or "")),
    ExportColumn(_("came from"), 30, lambda person: person.seen_on),
    ExportColumn(_("joined"), 18, lambda person: person.created_at),
    ExportColumn(_("confirmed"), 18, lambda person: person.confirmed_at),
    ExportColumn(_("consent given"), 18, lambda person: person.consented_at),
    ExportColumn(_("message"), 60, lambda person: person.message),
]


def export_people(people: QuerySet[Stakeholder], *, form: str, selection: str, by: User) -> IO[bytes]:
    """Return a file with `people` as `form` (of Export.Format), at its beginning, and put on record who took it.

    selection: which people they are, in words. The file is written before anything is sent: if that fails, nothing
    has left. Whoever sends it closes it. No transaction: on SQLite, nobody could join meanwhile.
    """
    file = tempfile.SpooledTemporaryFile(max_size=_ON_DISK_FROM)  # noqa: SIM115
    taken = _Counted(_in_batches(people))
    if form == Export.Format.XLSX:
        write_xlsx(file, COLUMNS, taken)
    elif form == Export.Format.CSV:
        write_csv(file, COLUMNS, taken)
    else:
        write_page(file, taken, selection=selection, by=by)
    Export.objects.create(
        exported_by=by, account=by.get_username(), format=form, selection=selection[:500], number=taken.number
    )
    file.seek(0)
    return file


def file_name(form: str) -> str:
    """Return a name for the file, such as stakeholders-2026-11-24.xlsx."""
    return f"stakeholders-{timezone.localdate():%Y-%m-%d}.{form}"


def _in_batches(people: QuerySet[Stakeholder]) -> Iterator[Stakeholder]:
    given = Consent.objects.filter(stakeholder=OuterRef("pk")).order_by().values("stakeholder")
    chosen = people.annotate(consented_at=Subquery(given.values(last=Max("given_at"))))
    # A list of their own: what Django keeps for interests.all() leads back to the person, and stays in memory for long.
    topics = Prefetch("interests", to_attr="topics")
    return chosen.select_related("event").prefetch_related(None).prefetch_related(topics).iterator(chunk_size=BATCH)


class _Counted:
    """People, one after the other; `number` says how many there were."""

    def __init__(self, people: Iterator[Stakeholder]):
        self._people, self.number = people, 0

    def __iter__(self) -> Iterator[Stakeholder]:
        for person in self._people:
            self.number += 1
            yield person
