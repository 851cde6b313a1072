"""Part of an admin: what was done to an object, by whom, and how to go back."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.desk.notes import notes_in_words
from content.desk.states import spoken
from content.workflow import publishing
from content.workflow.differences import changed_labels, differences
from content.workflow.drafts import draft_of
from content.workflow.history import WRITING, with_predecessors, written_before
from content.workflow.models import Sitting, Version
from content.workflow.snapshot import content_of

PER_PAGE = 30
# So many of the things that changed are named in the list; and so many versions are offered to compare with.
NAMED = 3
OFFERED = 50


class Line(NamedTuple):
    """One act in the list: what was noted with it and what it changed, in words."""

    version: Version
    note: str
    changed: str


class Side(NamedTuple):
    """What a version is compared with: its content (of snapshot.py), and what editors call it."""

    content: dict
    words: str


class HistoryAdmin:
    """Part of an admin: what was done to an object, by whom, and how to go back."""

    def get_urls(self):
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap, number = self.admin_site.admin_view, "<path:object_id>/history/<int:number>/"
        return [
            path(number, wrap(self.version_view), name=f"{prefix}_version"),
            path(f"{number}restore/", wrap(self.restore_view), name=f"{prefix}_restore"),
            *super().get_urls(),
        ]

    # --- The list ---------------------------------------------------------------------------------------------

    def history_view(self, request, object_id, extra_context=None):
        """List what was done to an object, the latest first."""
        item = self._with_history(request, object_id)
        page = Paginator(Version.objects.of(item), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            "page": page,
            "lines": self._history_lines(page.object_list),
            "sittings": self._unsaved_sittings(item) if page.number == 1 else [],
            **(extra_context or {}),
        }
        return self._history_page(request, item, "admin/history.html", _("History"), **context)

    def _history_lines(self, versions) -> list[Line]:
        notes = notes_in_words(versions)
        pairs = with_predecessors(versions)
        return [Line(version, notes[version.number], self._changes_named(version, before)) for version, before in pairs]

    def _changes_named(self, version, before) -> str:
        """Return the first things that a version changed, in words."""
        labels = changed_labels(self.model, before.content, version.content) if before else []
        more = len(labels) - NAMED
        named = ", ".join(labels[:NAMED])
        if more <= 0:
            return named
        return f"{named}, {ngettext('and %(count)d more', 'and %(count)d more', more) % {'count': more}}"

    def _unsaved_sittings(self, item):
        """Return the sittings at the form of `item` in which something was typed that isn't saved."""
        return Sitting.objects.at(self.model, item.pk).unsaved().select_related("user")

    # --- One version ------------------------------------------------------------------------------------------

    def version_view(self, request, object_id, number):
        """Show what a version changed, or what is otherwise in another, on the site, or in what waits."""
        item = self._with_history(request, object_id)
        version = get_object_or_404(Version.objects.of(item), number=number)
        chosen = request.GET.get("with", "")
        before, after = self._compared_sides(item, version, chosen)
        context = {
            "version": version,
            "note": notes_in_words([version])[version.number],
            "before": before,
            "after": after,
            "differences": differences(self.model, before.content, after.content),
            "chosen": chosen,
            "choices": self._comparable(item, version),
            "may_restore": self.has_change_permission(request, item),
        }
        return self._history_page(request, item, "admin/version.html", str(version.get_act_display()), **context)

    def _compared_sides(self, item, version, chosen: str) -> tuple[Side, Side]:
        """Return what to compare, the older first. Raises Http404 when `chosen` is none of the choices."""
        own = _side_of(version)
        if chosen == "live" and item.is_live:
            return own, Side(content_of(item), _("what visitors see"))
        if chosen == "draft":
            return own, self._waiting_side(item)
        if chosen:
            other = self._other_version(item, chosen)
            older, newer = sorted((other, version), key=lambda each: each.number)
            return _side_of(older), _side_of(newer)
        if version.act not in WRITING:
            return own, own
        before = written_before(version)
        return (_side_of(before) if before else Side({}, "")), own

    def _other_version(self, item, number: str) -> Version:
        if not (number.isascii() and number.isdigit() and len(number) <= 18):
            raise Http404
        return get_object_or_404(Version.objects.of(item), number=int(number))

    def _waiting_side(self, item) -> Side:
        draft = draft_of(item)
        if draft is None and not publishing.is_edited_in_place(item):
            raise Http404
        return Side(draft.after if draft else content_of(item), _("what waits to be published"))

    def _comparable(self, item, version) -> list[tuple[str, str]]:
        """Return (value, words) of what a version may be compared with."""
        choices = [("", _("the version before it"))]
        if item.is_live:
            choices.append(("live", _("what visitors see")))
        if draft_of(item) or publishing.is_edited_in_place(item):
            choices.append(("draft", _("what waits to be published")))
        others = Version.objects.of(item).exclude(pk=version.pk).defer("content")[:OFFERED]
        return [*choices, *((str(other.number), _words_for(other)) for other in others)]

    def restore_view(self, request, object_id, number):
        """Make an older version the draft; the site stays as it is."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        item = self._with_history(request, object_id)
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        version = get_object_or_404(Version.objects.of(item), number=number)
        try:
            problems = publishing.restore(item, version, author=request.user)
        except IntegrityError:
            self.message_user(request, _("This version can’t be restored: it breaks a rule of today."), messages.ERROR)
            return HttpResponseRedirect(self.act_url("history", item))
        said = _("The version of %(moment)s is the draft now. Visitors see no difference until it is published.")
        self.message_user(request, said % {"moment": spoken(version.created_at)}, messages.SUCCESS)
        for problem in problems:
            self.message_user(request, problem, messages.WARNING)
        return HttpResponseRedirect(self.form_url(item))

    # --- Around them ------------------------------------------------------------------------------------------

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Tell what of the draft is otherwise than the site."""
        draft = context.get("draft")
        if draft:
            context["waiting_differences"] = differences(self.model, draft.before, draft.after)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _with_history(self, request, object_id):
        """Return the object, for who may see it. Raises Http404 or PermissionDenied."""
        item = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def _history_page(self, request, item, template, title, **context):
        frame = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "original": item}
        return TemplateResponse(request, template, {**frame, "form_url": self.form_url(item), **context})


def _side_of(version: Version) -> Side:
    return Side(version.content, _words_for(version))


def _words_for(version: Version) -> str:
    return f"{spoken(version.created_at)} · {version.get_act_display()} · {version.author_name or _('the site itself')}"
