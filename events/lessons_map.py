"""The lessons map: which lesson recurred in which case, where to see it, and how a passage is found in the story."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from content.documents.names import file_address
from content.languages.addresses import page_path
from content.texts.languages import value_in
from content.workflow.models import State
from events.models import Event


class EvidenceLink(NamedTuple):
    """A link to the passage, the slide or the second of the video that shows a lesson."""

    kind: str
    path: str
    label: str


def evidence_links(row: dict, case_path: str, event_path: str, prefix: str = "") -> list[EvidenceLink]:
    """Return where the evidence in `row` can be seen; never empty.

    prefix: as in `evidence__` when the row joins the evidence to something else. A slide counts only while its
    document is published. When nothing else is left, the case itself is the trace.
    """
    found, slide, moment = [], row[f"{prefix}slide"], row[f"{prefix}moment"]
    if row[f"{prefix}passage_nl"] or row[f"{prefix}passage_en"]:
        found.append(EvidenceLink("passage", f"{case_path}#evidence-{row[f'{prefix}id']}", _("Passage")))
    if slide and row[f"{prefix}document__state"] == State.PUBLISHED:
        path = f"{file_address(row[f'{prefix}document_id'])}#page={slide}"
        found.append(EvidenceLink("slide", path, _("Slide %(number)s") % {"number": slide}))
    if moment is not None:
        label = _("Video at %(time)s") % {"time": format_seconds(moment)}
        found.append(EvidenceLink("moment", f"{event_path}?t={moment}#video", label))
    return found or [EvidenceLink("case", case_path, _("Case"))]


def format_seconds(seconds: int) -> str:
    """Return `seconds` as minutes and seconds, as players write it: 95 gives 1:35."""
    return f"{seconds // 60}:{seconds % 60:02}"


def mark_passages(html: str, rows: list[dict], language: str) -> SafeString:
    """Wrap each row's passage in `html` in <mark id="evidence-…">; `row["marked"]` says whether it was found.

    html: a story that was sanitised already. A passage counts when it stands in one piece, without markup inside.
    """
    for row in rows:
        marked = _mark(html, value_in(row, "passage", language) or "", row["id"])
        row["marked"] = marked != html
        html = marked
    return mark_safe(html)  # noqa: S308  the story was sanitised, and what was added is ours


def _mark(html: str, passage: str, key: UUID) -> str:
    words = [re.escape(word) for word in escape(passage).replace("&#x27;", "'").split()]
    if not words:
        return html
    return re.sub(r"\s+".join(words), lambda found: f'<mark id="evidence-{key}">{found[0]}</mark>', html, count=1)


def lessons_map(rows: Iterable[dict], cases: list[dict], event: Event) -> dict:
    """Return {cases, lessons}: each lesson a row with `cells`, one per case in their order: traces, or None.

    rows: Lesson rows with_evidence_rows(); cases: cards of the event's published cases. `everywhere` marks a lesson
    that every case shows, provided that there are at least two; `count` says in how many it was seen.
    """
    event_path = event.get_absolute_url()
    lessons: dict = {}
    for row in rows:
        lesson = lessons.setdefault(row["id"], {**row, "by_case": {}})
        if row["evidence__case__state"] == State.PUBLISHED:
            lesson["by_case"][row["evidence__case_id"]] = _traces(row, event_path)
    for lesson in lessons.values():
        lesson["cells"] = [lesson["by_case"].get(case["id"]) for case in cases]
        lesson["pairs"] = list(zip(cases, lesson["cells"], strict=True))
        lesson["count"] = sum(cell is not None for cell in lesson["cells"])
        lesson["everywhere"] = lesson["count"] == len(cases) > 1
    return {"cases": cases, "lessons": list(lessons.values()), "seen": any(each["count"] for each in lessons.values())}


def _traces(row: dict, event_path: str) -> list:
    return evidence_links(
        row, page_path("events:case", row, prefix="evidence__case__"), event_path, prefix="evidence__"
    )
