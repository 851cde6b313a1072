"""Tables of people for spreadsheets, written row by row; what somebody typed stays text, whatever it looks like."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import TextIOWrapper
from itertools import islice
from typing import IO, Any, BinaryIO, cast

import xlsxwriter
from django.template.loader import render_to_string
from django.utils import timezone

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
