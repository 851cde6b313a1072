"""Who else is at a form, and what was typed in it and not saved."""

import uuid
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from content.admin_ui.formats import format_moment, format_recent_time
from content.admin_ui.object_pages import admin_url
from content.admin_ui.parts import Part
from content.autosave.conflicts import name_of, saved_since
from content.autosave.edit_sessions import NotTheirs, TooMuchTyped, end_session, keep_typed, record_session
from content.autosave.models import EditSession
from content.autosave.unsaved_form import FILES, Editing, number_in
from content.workflow.models import Publishable, Version


class Autosave(Part):
    """Keeps what is typed in a form until it is saved, and tells who else has it open."""

    def urls(self, admin):
        return [
            self.post(admin, "sitting/", self.sitting_view, "sitting"),
            self.post(admin, "forget/", self.forget_view, "forget"),
        ]

    def sitting_view(self, admin, request):
        """Take a sign of life from a form, keep what is typed in it, and answer who else has it open."""
        key, object_id = _key(request.POST.get("sitting")), request.POST.get("object", "")
        item = admin.get_object(request, object_id) if object_id else None
        if key is None or (object_id and item is None):
            return HttpResponseBadRequest()
        if not may_write(admin, request, object_id):
            raise PermissionDenied
        version = number_in(request.POST.get("version"))
        try:
            seat = str(item.pk) if item else ""  # however its key was written in the message
            sitting = record_session(key, user=request.user, model=admin.model, object_id=seat, version=version)
            kept = _keep(request, sitting)
        except NotTheirs:
            raise PermissionDenied from None
        except TooMuchTyped:
            return JsonResponse({"said": _("This is more than can be kept here. Save it.")}, status=413)
        return JsonResponse({**kept, **_company(request, item, version)})

    def forget_view(self, admin, request):
        """Give up what this editor typed, and open the form anew."""
        object_id = request.POST.get("object", "")
        if not may_write(admin, request, object_id):
            raise PermissionDenied
        end_sitting(request)
        place = admin_url(admin.model, "change", object_id) if object_id else admin_url(admin.model, "add")
        return HttpResponseRedirect(place)


def may_write(admin, request, object_id) -> bool:
    """Whether this editor may save the form of an object, or, without a key, that for a new one."""
    return admin.has_change_permission(request) if object_id else admin.has_add_permission(request)


def unsaved_sitting(admin, request, object_id: str) -> EditSession | None:
    """Return the sitting in which this editor typed something last that isn't saved; empty key: for a new object."""
    if not may_write(admin, request, object_id):
        return None
    place = EditSession.objects.at(admin.model, object_id)
    return place.unsaved().filter(user=request.user).order_by("-typed_at").first()


def end_sitting(request) -> None:
    """Forget what was typed in the form that was sent: it is saved, or given up."""
    key = _key(request.POST.get("_sitting"))
    if key:
        end_session(key, user=request.user)


def seat_at(admin, request, item, editing: Editing) -> dict:
    """Return what the form and static/js/admin/edit-session.js must know, by name in admin/autosave/edit_session.html."""
    kept = editing.sitting
    if kept and editing.typed is not None:  # files that were chosen, which no form can bring back
        files = list(editing.typed.getlist(FILES))
    else:
        files = [each.name for each in request.FILES.values()]
    return {
        "id": kept.pk if kept else _key(request.POST.get("_sitting")) or uuid.uuid4(),
        "version": _version_of_form(request, item, editing),
        "object_id": str(item.pk) if item and item.pk else "",
        "user_id": request.user.pk,
        "url": admin_url(admin.model, "sitting"),
        "forget_url": admin_url(admin.model, "forget"),
        "is_fresh": not request.POST,
        "since": format_moment(kept.typed_at) if kept else "",
        "files": files,
        "lost": editing.lost,
    }


def _version_of_form(request, item, editing: Editing) -> int | str:
    """Return the line of the history on which the form was opened; empty if there is none."""
    if editing.sitting:
        return editing.sitting.version or ""
    if "_version" in request.POST and not editing.conflict:
        return request.POST["_version"]
    if not isinstance(item, Publishable):
        return ""
    return Version.objects.of(item).values_list("number", flat=True).first() or ""


def _keep(request, sitting) -> dict:
    if "typed" not in request.POST:
        return {}
    age = timedelta(seconds=min(number_in(request.POST.get("age")) or 0, 10**8))
    is_news = keep_typed(sitting, request.POST["typed"].replace("\0", ""), age=age)
    said = _("Your work is kept, %(time)s") % {"time": format_recent_time(sitting.typed_at)} if sitting.typed_at else ""
    return {"news": is_news, "kept": said}


def _company(request, item, version) -> dict:
    if item is None:
        return {"others": [], "changed": ""}
    others = EditSession.objects.at(type(item), str(item.pk)).present().exclude(user=request.user)
    since = {sitting.user: sitting.began_at for sitting in others.select_related("user")}  # open twice counts once
    said = _("%(who)s has this open as well, since %(when)s.")
    sentences = [
        said % {"who": user.get_full_name() or user.get_username(), "when": format_recent_time(at)}
        for user, at in since.items()
    ]
    return {"others": sentences, "changed": _changed(request, item, version)}


def _key(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _changed(request, item, number) -> str:
    since = saved_since(item, number) if isinstance(item, Publishable) else []
    if not since:
        return ""
    when = format_recent_time(since[0].created_at)
    if since[0].author_id == request.user.pk:
        return _("You saved this yourself at %(when)s in another window; this one will be compared with it.") % {
            "when": when
        }
    return _("%(who)s saved this at %(when)s; yours will be compared with it when you save.") % {
        "who": name_of(since[0]), "when": when,
    }  # fmt: skip
