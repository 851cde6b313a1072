"""Comparing what two people did to one object, before the second saves.

Who saves second is told who changed what, and chooses for each thing that differs. A button whose value is "mine" takes
over: nothing of theirs is taken. Every `admin` here is one that brings nothing back that was typed.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Model
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, QueryDict

from content.autosave.conflicts import (
    MERGE,
    MINE,
    THEIRS,
    EditConflict,
    added_by_them,
    choices_between,
    opened_on,
    saved_since,
)
from content.autosave.unsaved_form import InlineRows, number_in, sent_by
from content.texts.plain_text import plain_lines
from content.workflow.models import Publishable
from content.workflow.snapshot import Content, content_of, contents_differ

BUTTONS = ("_publish", "_schedule", "_preview", "_addanother", "_continue", "_save")
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def pressed_button(sent: QueryDict) -> str:
    """Return the name of the button that sent a form."""
    return next((name for name in BUTTONS if name in sent), "_save")


def twin(request: HttpRequest, method: str) -> Any:
    """Return the same request as if it had come by `method`; what is done to it stays with it."""
    other = object.__new__(type(request))
    other.__dict__ |= request.__dict__
    other.method = method
    return other


# --- Whether there is a conflict ----------------------------------------------------------------------------------


def conflict_with_theirs(
    request, item: Publishable, lost: list[str], dry_run: Callable[[], Content | None]
) -> EditConflict | None:
    """Return what others saved of `item` since the sent form was opened and what differs from it, if anything does.

    lost: what was sent for parts that are gone. dry_run: gives what would be saved; None if the form has faults, which
    come first.
    """
    number = number_in(request.POST["_version"])
    since = saved_since(item, number)
    if not since:
        return None
    model, base, theirs = type(item), opened_on(item, number), content_of(item)
    mine = dry_run() if base is None or contents_differ(base, theirs) else None
    if mine is None:
        return None
    choices = choices_between(model, base, theirs, mine)
    if not choices and not lost:
        return None
    return EditConflict(since, choices, added_by_them(model, base, theirs), lost, request.user)


# --- What is taken over from them ---------------------------------------------------------------------------------


def take_theirs(admin: ModelAdmin, request, item: Publishable) -> None:
    """Put what `item` holds now in the place of what was sent, wherever theirs was chosen."""
    sent = request.POST
    chosen = {name.removeprefix(MERGE) for name, value in sent.items() if name.startswith(MERGE) and value == THEIRS}
    if not chosen or any(sent.get(button) == MINE for button in BUTTONS):
        return
    opening = twin(request, "GET")
    fields = flatten_fieldsets(admin.get_fieldsets(opening, item))
    form = admin.get_form(opening, item, change=True, fields=fields)(instance=item)
    for name in chosen & set(form.fields):
        _fill_in(request, form[name])
    for formset, rows in _sets_of(admin, opening, item, request.POST):
        for part in formset.forms:
            key = str(part.instance.pk)
            place = rows.place_of(key) if f"{formset.prefix}:{key}" in chosen else None
            if place is None:
                continue
            part.prefix = place
            request.POST.pop(f"{place}-DELETE", None)
            for name in part.fields:
                _fill_in(request, part[name])


def _fill_in(request, field) -> None:
    for name, values in sent_by(field):
        request.POST.setlist(name, values)
        if not values:
            del request.POST[name]
        request.FILES.pop(name, None)
        request.POST.pop(f"{name}-clear", None)


# --- Parts that others took away ----------------------------------------------------------------------------------


def without_vanished(admin: ModelAdmin, request, item: Model, data: QueryDict) -> list[str]:
    """Take the parts out of `data` that exist no more; return what was written in them."""
    lost = []
    for formset, rows in _sets_of(admin, twin(request, "GET"), item, data):
        there = {str(part.pk) for part in formset.get_queryset()}
        taken = rows.take_out(set(rows.standing()) - there)
        lost += ["\n".join(plain_lines(value) for value in row if not KEY.fullmatch(value)) for row in taken]
    return [text for text in lost if text]


def parts_as_sent(queryset, item, inline, data: QueryDict, prefix: str):
    """Return the parts of `item` within `queryset` that were in the form when `data` was typed."""
    if item is None or not item.pk:
        return queryset
    keys = set(InlineRows(data, prefix, inline.model._meta.pk.name).standing())
    own = _get_foreign_key(type(item), inline.model, fk_name=inline.fk_name).name
    there = queryset.filter(**{own: item.pk}).values_list("pk", flat=True)
    return queryset.filter(pk__in=[key for key in there if str(key) in keys])


def _sets_of(admin: ModelAdmin, opening, item: Model, data: QueryDict) -> Iterator[tuple[Any, InlineRows]]:
    """Yield each inline set of the form of `item` as it would be opened now, with its rows within `data`."""
    for formset, inline in admin.get_formsets_with_inlines(opening, item):
        prefix = formset.get_default_prefix()
        rows = InlineRows(data, prefix, inline.model._meta.pk.name)
        if rows.is_sent:
            yield formset(**admin.get_formset_kwargs(opening, item, inline, prefix)), rows
