"""What was done to an object, by whom, and how to go back."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.admin_ui.formats import format_moment
from content.admin_ui.object_pages import admin_url, object_page
from content.admin_ui.parts import Part
from content.autosave.models import EditSession
from content.workflow import publishing
from content.workflow.differences import changed_labels, field_differences
from content.workflow.drafts import draft_of
from content.workflow.models import Appointment, Version
from content.workflow.snapshot import content_of
from content.workflow.trash_groups import owner_in
from content.workflow.versions import WRITING, with_predecessors, written_before

Act = Version.Act


def notes_in_words(versions: Iterable[Version]) -> dict[int, str]:
    """Return the number of each of `versions` → what editors read of its note. One query at most.

    A note that nothing is known about is told as it stands.
    """
    given = list(versions)
    restored = [version.note for version in given if version.act == Act.RESTORED and version.note.isdigit()]
    moments = {}
    if restored:
        found = Version.objects.filter(number__in=restored).values_list("number", "created_at")
        moments = {str(number): moment for number, moment in found}
    return {version.number: _in_words(version, moments) or version.note for version in given}


def _in_words(version: Version, moments: dict[str, datetime]) -> str:
    if version.act == Act.RESTORED and version.note in moments:
        return _("the version of %(moment)s") % {"moment": format_moment(moments[version.note])}
    if version.act == Act.BINNED:
        owner = owner_in(version.note)
        return _("together with “%(title)s”") % {"title": owner.title} if owner else ""
    return _scheduled(version.note) if version.act == Act.SCHEDULED else ""


def _scheduled(note: str) -> str:
    act, _space, moment = note.partition(" ")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return f"{dict(Appointment.Act.choices).get(act, act)} · {format_moment(at)}"


PER_PAGE = 30
# So many of the things that changed are named in the list; and so many versions are offered to compare with.
NAMED = 3
OFFERED = 50


class HistoryLine(NamedTuple):
    """One act in the list: what was noted with it and what it changed, in words."""

    version: Version
    note: str
    changed: str


class ComparedVersion(NamedTuple):
    """What a version is compared with: its content (of snapshot.py), and what editors call it."""

    content: dict
    words: str


class History(Part):
    """What was done to an object, by whom, and how to go back; its list stands where Django has one."""

    def urls(self, admin):
        return [
            self.page(admin, "<path:object_id>/history/", self.history_view, "history"),
            self.page(admin, "<path:object_id>/history/<int:number>/", self.version_view, "version"),
            self.post(admin, "<path:object_id>/history/<int:number>/restore/", self.restore_view, "restore"),
        ]

    # --- The list ---------------------------------------------------------------------------------------------

    def history_view(self, admin, request, object_id):
        """List what was done to an object, the latest first."""
        item = _item(admin, request, object_id)
        page = Paginator(Version.objects.of(item), PER_PAGE).get_page(request.GET.get("p"))
        notes = notes_in_words(page.object_list)
        unsaved = EditSession.objects.at(type(item), item.pk).unsaved().select_related("user")
        context = {
            "page": page,
            "lines": [
                HistoryLine(version, notes[version.number], _changes_named(admin.model, version, before))
                for version, before in with_predecessors(page.object_list)
            ],
            "sittings": unsaved if page.number == 1 else [],
        }
        return object_page(admin, request, item, "admin/history/history.html", _("History"), **context)

    # --- One version ------------------------------------------------------------------------------------------

    def version_view(self, admin, request, object_id, number):
        """Show what a version changed, or what is otherwise in another, on the site, or in what waits."""
        item = _item(admin, request, object_id)
        version = get_object_or_404(Version.objects.of(item), number=number)
        chosen = request.GET.get("with", "")
        before, after = _compared_sides(item, version, chosen)
        context = {
            "version": version,
            "note": notes_in_words([version])[version.number],
            "before": before,
            "after": after,
            "differences": field_differences(admin.model, before.content, after.content),
            "chosen": chosen,
            "choices": _comparable(item, version),
            "may_restore": admin.has_change_permission(request, item),
        }
        return object_page(
            admin, request, item, "admin/history/version.html", str(version.get_act_display()), **context
        )

    def restore_view(self, admin, request, object_id, number):
        """Make an older version the draft; the site stays as it is."""
        item = _item(admin, request, object_id)
        if not admin.has_change_permission(request, item):
            raise PermissionDenied
        version = get_object_or_404(Version.objects.of(item), number=number)
        try:
            problems = publishing.restore(item, version, author=request.user)
        except IntegrityError:
            admin.message_user(request, _("This version can’t be restored: it breaks a rule of today."), messages.ERROR)
            return HttpResponseRedirect(admin_url(item, "history"))
        said = _("The version of %(moment)s is the draft now. Visitors see no difference until it is published.")
        admin.message_user(request, said % {"moment": format_moment(version.created_at)}, messages.SUCCESS)
        for problem in problems:
            admin.message_user(request, problem, messages.WARNING)
        return HttpResponseRedirect(admin_url(item))


def _item(admin, request, object_id):
    """Return the object, for who may see it. Raises Http404 or PermissionDenied."""
    item = admin.get_object(request, unquote(object_id))
    if item is None:
        raise Http404
    if not admin.has_view_permission(request, item):
        raise PermissionDenied
    return item


def _changes_named(model, version, before) -> str:
    """Return the first things that a version changed, in words."""
    labels = changed_labels(model, before.content, version.content) if before else []
    more = len(labels) - NAMED
    named = ", ".join(labels[:NAMED])
    if more <= 0:
        return named
    return f"{named}, {ngettext('and %(count)d more', 'and %(count)d more', more) % {'count': more}}"


def _compared_sides(item, version, chosen: str) -> tuple[ComparedVersion, ComparedVersion]:
    """Return what to compare, the older first. Raises Http404 when `chosen` is none of the choices."""
    own = _side_of(version)
    if chosen == "live" and item.is_live:
        return own, ComparedVersion(content_of(item), _("what visitors see"))
    if chosen == "draft":
        return own, _waiting_side(item)
    if chosen:
        if not (chosen.isascii() and chosen.isdigit() and len(chosen) <= 18):
            raise Http404
        other = get_object_or_404(Version.objects.of(item), number=int(chosen))
        older, newer = sorted((other, version), key=lambda each: each.number)
        return _side_of(older), _side_of(newer)
    if version.act not in WRITING:
        return own, own
    before = written_before(version)
    return (_side_of(before) if before else ComparedVersion({}, "")), own


def _waiting_side(item) -> ComparedVersion:
    draft = draft_of(item)
    if draft is None and not publishing.is_edited_in_place(item):
        raise Http404
    return ComparedVersion(draft.after if draft else content_of(item), _("what waits to be published"))


def _comparable(item, version) -> list[tuple[str, str]]:
    """Return (value, words) of what a version may be compared with."""
    choices = [("", _("the version before it"))]
    if item.is_live:
        choices.append(("live", _("what visitors see")))
    if draft_of(item) or publishing.is_edited_in_place(item):
        choices.append(("draft", _("what waits to be published")))
    others = Version.objects.of(item).exclude(pk=version.pk).defer("content")[:OFFERED]
    return [*choices, *((str(other.number), _words_for(other)) for other in others)]


def _side_of(version: Version) -> ComparedVersion:
    return ComparedVersion(version.content, _words_for(version))


def _words_for(version: Version) -> str:
    return f"{format_moment(version.created_at)} · {version.get_act_display()} · {version.author_name or _('the site itself')}"
