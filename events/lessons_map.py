"""The lessons map: which lesson recurred in which case, and where to see it."""

from collections.abc import Iterable

from content.languages.addresses import page_path
from content.workflow.models import State
from events.evidence import evidence_links
from events.models import Event


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
