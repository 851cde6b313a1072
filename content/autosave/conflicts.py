"""Two people changed one object: what each of them did, and a choice for whatever isn't the same."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from content.admin_ui.formats import format_recent_time
from content.workflow.differences import FieldDifference, field_differences
from content.workflow.drafts import draft_of
from content.workflow.models import Publishable, Version
from content.workflow.snapshot import Content

MINE, THEIRS = "mine", "theirs"
# What the names of the choices begin with, in the form.
MERGE = "merge:"

# What changes nothing that a form holds.
PLANNING = {Version.Act.SCHEDULED, Version.Act.UNSCHEDULED, Version.Act.WITHDRAWN}


class ConflictChoice(NamedTuple):
    """Something that isn't the same in theirs and in mine. told: from theirs to mine, in words."""

    name: str
    label: str
    told: list[FieldDifference]
    chosen: str


class EditConflict:
    """What others saved since a form was opened. added: parts that they added; lost: what was typed in parts that
    they took away.
    """

    def __init__(
        self, since: list[Version], choices: list[ConflictChoice], added: list[FieldDifference], lost: list[str], user
    ):
        self.since, self.choices, self.added, self.lost, self.user = since, choices, added, lost, user

    @cached_property
    def said(self) -> str:
        """Who saved this, and when."""
        when = format_recent_time(self.since[0].created_at)
        if {version.author_id for version in self.since} == {self.user.pk}:
            return _("You saved this yourself at %(when)s in another window, after you opened this one.") % {
                "when": when
            }
        who = get_text_list(list(dict.fromkeys(name_of(version) for version in self.since)), _("and"))
        return _("%(who)s saved this at %(when)s, after you opened it.") % {"who": who, "when": when}


def name_of(version: Version) -> str:
    """Return who did it, as colleagues know them."""
    return version.author_name or _("The site itself")


def saved_since(item: Publishable, number: int | None) -> list[Version]:
    """Return what was saved of `item` after line `number` of its history, the newest first."""
    return list(
        Version.objects.of(item).filter(number__gt=number or 0).exclude(act__in=PLANNING).select_related("author")
    )


def opened_on(item: Publishable, number: int | None) -> Content | None:
    """Return what a form was opened on that says line `number` of the history; None if nobody knows any more."""
    if number:
        return Version.objects.of(item).filter(number=number).values_list("content", flat=True).first()
    draft = draft_of(item)
    return draft.before if draft else None


def choices_between(model, base: Content | None, theirs: Content, mine: Content) -> list[ConflictChoice]:
    """Return a choice for each thing that differs, in the order of the form.

    Chosen beforehand is theirs where only they changed something since `base`, so that nothing of theirs is undone by
    accident, and mine elsewhere. Without a base, everything counts as changed by both.
    """
    choices = []
    for each in field_differences(model, {**theirs, "parts": {}}, {**mine, "parts": {}}):
        values = [_value(model, content, each.name) for content in (base, theirs, mine)]
        choices.append(ConflictChoice(MERGE + each.name, each.label, [each], _chosen(base, *values)))
    for relation in theirs.get("parts", {}):
        choices += _of_rows(model, relation, base, theirs, mine)
    return choices


def added_by_them(model, base: Content | None, theirs: Content) -> list[FieldDifference]:
    """Return the parts that weren't there when the form was opened; a form leaves them alone."""
    if base is None:
        return []
    found: list[FieldDifference] = []
    for relation in theirs.get("parts", {}):
        before = _rows(base, relation)
        new = [row for key, row in _rows(theirs, relation).items() if key not in before]
        found += field_differences(model, _only(relation, []), _only(relation, new))
    return found


def _of_rows(model, relation: str, base, theirs, mine) -> Iterator[ConflictChoice]:
    before, others, own = (_rows(content, relation) for content in (base, theirs, mine))
    for key, row in others.items():
        told = field_differences(model, _only(relation, [row]), _only(relation, [own[key]] if key in own else []))
        if not told:
            continue
        label = told[0].label if len(told) == 1 else told[0].label.partition(" · ")[0]
        values = [_fields(rows.get(key)) for rows in (before, others, own)]
        yield ConflictChoice(f"{MERGE}{relation}:{key}", label, told, _chosen(base, *values))


def _chosen(base, was: Any, theirs: Any, mine: Any) -> str:
    return THEIRS if base is not None and was != theirs and was == mine else MINE


def _only(relation: str, rows: list) -> Content:
    return {"fields": {}, "links": {}, "parts": {relation: rows}}


def _value(model, content: Content | None, name: str) -> Any:
    field = model._meta.get_field(name)
    if field.many_to_many:
        return (content or {}).get("links", {}).get(name)
    return _told((content or {}).get("fields", {}).get(field.attname))


def _rows(content: Content | None, relation: str) -> dict[str, dict]:
    return {str(row["id"]): row for row in (content or {}).get("parts", {}).get(relation, [])}


def _fields(row: dict | None) -> dict | None:
    return row and {name: _told(value) for name, value in row["fields"].items()}


def _told(value: Any) -> Any:
    """An empty text says the same as none."""
    return None if value == "" else value
