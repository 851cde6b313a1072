"""A list of people to print: a page of its own, written a batch at a time."""

from collections.abc import Iterable
from itertools import islice
from typing import IO, Any

from django.template.loader import render_to_string
from django.utils import timezone

from signups.export_tables import without_control

BATCH = 200
_FOLDER = "admin/signups/stakeholder/print"
_ROWS = "<!-- rows -->"


def write_page(file: IO[bytes], people: Iterable[Any], *, selection: str, by: Any) -> None:
    """Write an HTML page with `people` to `file`, which says which ones they are and who printed them."""
    told = {"selection": selection, "by": by, "when": timezone.now(), "rows": _ROWS}
    head, _rows, end = render_to_string(f"{_FOLDER}/list.html", told).partition(_ROWS)
    file.write(head.encode())
    going = iter(people)
    while batch := list(islice(going, BATCH)):
        file.write(without_control(render_to_string(f"{_FOLDER}/rows.html", {"people": batch})).encode())
    file.write(end.encode())
