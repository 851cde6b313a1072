"""The part of the admin that compares what two people did to one object, before the second saves."""

import re

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.forms.models import _get_foreign_key
from django.http import QueryDict

from content.desk.conflicts import MERGE, MINE, THEIRS, Conflict, added_by_them, choices_between, opened_on, saved_since
from content.desk.typed import Rows, number_in, sent_by
from content.workflow.models import Publishable
from content.workflow.reading import readable
from content.workflow.snapshot import Content, content_of, differ
from content.workflow.trial import trial

BUTTONS = ("_publish", "_schedule", "_preview", "_addanother", "_continue", "_save")
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class MergingAdmin:
    """Part of an admin: who saves second is told who changed what, and chooses for each thing that differs.

    A button whose value is "mine" takes over: nothing of theirs is taken. Whoever saves at the same moment waits, for
    PublishingAdmin holds the row, and finds what was saved then.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        item = self._sent_for(request, object_id)
        if item is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.POST = request.POST.copy()
        lost = self.without_vanished(request, item, request.POST)
        self._take_theirs(request, item)
        conflict = self._conflict(request, item, lost)
        if conflict is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        return self._asked_to_choose(request, object_id, form_url, conflict)

    def _sent_for(self, request, object_id) -> Publishable | None:
        """Return the object that a form was sent for, if the form says on what it was opened."""
        is_sent = request.method == "POST" and "_version" in request.POST and object_id
        if not is_sent or not issubclass(self.model, Publishable):
            return None
        item = getattr(request, "on_trial", None) or self.get_object(request, unquote(object_id))
        return item if item and self.has_change_permission(request, item) else None

    # --- Whether there is a conflict --------------------------------------------------------------------------

    def _conflict(self, request, item, lost: list[str]) -> Conflict | None:
        number = number_in(request.POST["_version"])
        since = saved_since(item, number)
        if not since:
            return None
        base, theirs = opened_on(item, number), content_of(item)
        mine = self._tried(request, item) if base is None or differ(base, theirs) else None
        if mine is None:
            return None
        choices = choices_between(self.model, base, theirs, mine)
        if not choices and not lost:
            return None
        return Conflict(since, choices, added_by_them(self.model, base, theirs), lost, request.user)

    def _tried(self, request, item) -> Content | None:
        """Return what would be saved; None if the form has faults, which come first."""
        trying = _twin(request, "POST")
        with trial():
            super().changeform_view(trying, str(item.pk))
            saved = getattr(trying, "saved_item", None)
            return content_of(saved) if saved else None

    def _asked_to_choose(self, request, object_id, form_url, conflict: Conflict):
        asking = _twin(request, "GET")
        asking.typed, asking.conflict = request.POST, conflict
        pressed = next((name for name in BUTTONS if name in request.POST), "_save")
        context = {"conflict": conflict, "pressed": pressed}
        return super().changeform_view(asking, object_id, form_url, context)

    # --- What is taken over from them -------------------------------------------------------------------------

    def _take_theirs(self, request, item) -> None:
        """Put what the object holds now in the place of what was sent, wherever theirs was chosen."""
        chosen = _chosen_theirs(request.POST)
        if not chosen:
            return
        asking = _twin(request, "GET")
        fields = flatten_fieldsets(self.get_fieldsets(asking, item))
        form = self.get_form(asking, item, change=True, fields=fields)(instance=item)
        for name in chosen & set(form.fields):
            self._fill_in(request, form[name])
        for formset, rows in self._sets_of(asking, item, request.POST):
            for part in formset.forms:
                if f"{formset.prefix}:{part.instance.pk}" in chosen:
                    self._fill_in_part(request, part, rows.place_of(str(part.instance.pk)))

    def _fill_in_part(self, request, part, place: str | None) -> None:
        if place is None:
            return
        part.prefix = place
        request.POST.pop(f"{place}-DELETE", None)
        for name in part.fields:
            self._fill_in(request, part[name])

    def _fill_in(self, request, field) -> None:
        for name, values in sent_by(field):
            request.POST.setlist(name, values)
            if not values:
                del request.POST[name]
            request.FILES.pop(name, None)
            request.POST.pop(f"{name}-clear", None)

    # --- Parts that others took away --------------------------------------------------------------------------

    def without_vanished(self, request, item, data: QueryDict) -> list[str]:
        """Take the parts out of `data` that exist no more; return what was written in them."""
        lost = []
        for formset, rows in self._sets_of(_twin(request, "GET"), item, data):
            there = {str(part.pk) for part in formset.get_queryset()}
            taken = rows.take_out(set(rows.standing()) - there)
            lost += ["\n".join(readable(value) for value in row if not KEY.fullmatch(value)) for row in taken]
        return [text for text in lost if text]

    def as_sent(self, queryset, item, inline, data: QueryDict, prefix: str):
        """Return the parts of `item` within `queryset` that were in the form when `data` was typed."""
        if item is None or not item.pk:
            return queryset
        keys = set(Rows(data, prefix, inline.model._meta.pk.name).standing())
        own = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name).name
        there = queryset.filter(**{own: item.pk}).values_list("pk", flat=True)
        return queryset.filter(pk__in=[key for key in there if str(key) in keys])

    def _sets_of(self, request, item, data: QueryDict):
        """Yield each inline set of the form of `item` as it would be opened now, with its rows within `data`.

        request: a twin, for which nothing was typed.
        """
        request.typed = None
        for formset, inline in self.get_formsets_with_inlines(request, item):
            prefix = formset.get_default_prefix()
            rows = Rows(data, prefix, inline.model._meta.pk.name)
            if rows.is_sent:
                yield formset(**self.get_formset_kwargs(request, item, inline, prefix)), rows


def _chosen_theirs(sent: QueryDict) -> set[str]:
    if any(sent.get(button) == MINE for button in BUTTONS):
        return set()
    return {name.removeprefix(MERGE) for name, value in sent.items() if name.startswith(MERGE) and value == THEIRS}


def _twin(request, method: str):
    """Return the same request as if it had come by `method`; what is done to it stays with it."""
    twin = object.__new__(type(request))
    twin.__dict__ |= request.__dict__
    twin.method = method
    return twin
