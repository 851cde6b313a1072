"""Taking stakeholders out of the site: as XLSX, as CSV, as a list to print; and who did so."""

import csv
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from io import TextIOWrapper
from itertools import islice
from typing import IO, Any, BinaryIO, NamedTuple, cast

import xlsxwriter
from django.contrib.auth.models import User
from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from signups.models import Consent, Export, Stakeholder

# What XML 1.0 (§2.2) has no place for, so that no spreadsheet can hold it.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Where a formula may begin, also for a program that parts the line at another sign than ours, with the letters that
# begin one, full-width ones too (OWASP, CSV Injection).
_FORMULA = re.compile(r"(^|[,;|\t\r\n])(?=[\s\"']*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])")
# A number for a spreadsheet, which would drop its first 0: a telephone number, a postcode, a Chamber of Commerce number.
_NUMBER = re.compile(r"[\s().,/+-]*\d[\d\s().,/+-]*(?:[eE]\d+)?")
# Excel in the Netherlands, and where a comma parts decimals, opens a file that is parted like this.
SEPARATOR = ";"


def without_control(text: str) -> str:
    """Return `text` without the characters that no XML, and so no spreadsheet, may hold."""
    return _NOT_IN_XML.sub("", text)


def escape_csv(text: str) -> str:
    """Return `text` for a CSV cell: with an apostrophe before whatever a spreadsheet would reckon with."""
    if _NUMBER.fullmatch(text):
        return f"'{text}"
    return _FORMULA.sub(lambda found: f"{found[0]}'", text)


def write_csv(file: IO[bytes], columns: Sequence[Any], people: Iterable[Any]) -> None:
    """Write `people` to `file`: UTF-8 with a mark that Excel knows it by, every cell in quotes."""
    words = TextIOWrapper(cast("BinaryIO", file), encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(words, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow([str(column.title) for column in columns])
    for person in people:
        table.writerow([_csv_cell(column.value(person)) for column in columns])
    words.detach()


def _csv_cell(value: str | datetime | None) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return escape_csv(without_control(str(value or "")))


def write_xlsx(file: IO[bytes], columns: Sequence[Any], people: Iterable[Any]) -> None:
    """Write `people` to `file`: texts as texts, real dates, a header that stays in sight and filters."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, heading = book.add_worksheet(), book.add_format({"bold": True, "bottom": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.title), heading)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, person in enumerate(people, start=1):
        for place, column in enumerate(columns):
            _write_cell(sheet, last, place, column.value(person), moment)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()


def _write_cell(sheet, row: int, place: int, value: str | datetime | None, moment) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, timezone.localtime(value).replace(tzinfo=None), moment)
    elif value:
        sheet.write_string(row, place, without_control(value))


_ROWS_AT_ONCE = 200
_FOLDER = "admin/signups/stakeholder/print"
_ROWS = "<!-- rows -->"


def write_page(file: IO[bytes], people: Iterable[Any], *, selection: str, by: Any) -> None:
    """Write an HTML page with `people` to `file`, which says which ones they are and who printed them."""
    told = {"selection": selection, "by": by, "when": timezone.now(), "rows": _ROWS}
    head, _rows, end = render_to_string(f"{_FOLDER}/list.html", told).partition(_ROWS)
    file.write(head.encode())
    going = iter(people)
    while batch := list(islice(going, _ROWS_AT_ONCE)):
        file.write(without_control(render_to_string(f"{_FOLDER}/rows.html", {"people": batch})).encode())
    file.write(end.encode())


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
