"""Who else is at a form, what was typed and not saved, what to do when two save."""

import uuid
from datetime import timedelta

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from content.desk.clock import clock
from content.desk.conflicts import name_of, saved_since
from content.desk.merging import MergingAdmin
from content.desk.states import spoken
from content.desk.typed import FILES, filled, number_in, parsed, unjudged
from content.workflow.models import Publishable, Sitting, Version
from content.workflow.sittings import NotTheirs, TooMuchTyped, end, keep_typed, sit


class SittingAdmin(MergingAdmin):
    """Part of an admin: who else is at a form, what was typed and not saved, what to do when two save.

    What was typed comes back by `request.typed`, which fills the form without judging it.
    """

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("sitting/", wrap(self.sitting_view), name=self._sitting_url_name("sitting")),
            path("forget/", wrap(self.forget_view), name=self._sitting_url_name("forget")),
            *super().get_urls(),
        ]

    def _sitting_url_name(self, act: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{act}"

    # --- The form that comes back -----------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Open the form on what this editor typed earlier and didn't save."""
        kept = self._kept_for(request, object_id) if request.method == "GET" else None
        if kept:
            request.kept, request.typed = kept, parsed(kept.typed)
            item = self.get_object(request, unquote(object_id)) if object_id else None
            request.lost = self.without_vanished(request, item, request.typed) if item else []
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _kept_for(self, request, object_id) -> Sitting | None:
        if not self._may_write(request, object_id):
            return None
        place = Sitting.objects.at(self.model, unquote(object_id) if object_id else "")
        return place.unsaved().filter(user=request.user).order_by("-typed_at").first()

    def _may_write(self, request, object_id) -> bool:
        return self.has_change_permission(request) if object_id else self.has_add_permission(request)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        typed = getattr(request, "typed", None)
        return form if typed is None else filled(form, typed)

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            yield (formset if getattr(request, "typed", None) is None else unjudged(formset)), inline

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        typed = getattr(request, "typed", None)
        if typed is None or f"{prefix}-TOTAL_FORMS" not in typed:
            return kwargs
        return {**kwargs, "data": typed, "queryset": self.as_sent(kwargs["queryset"], obj, inline, typed, prefix)}

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self._may_write(request, obj and str(obj.pk)):
            context["sitting"] = self._seat(request, obj)
        moment = getattr(request, "typed", None) or request.POST
        if "publish_at" in moment and "appointment_form" in context:
            context["appointment_form"].initial["publish_at"] = moment["publish_at"]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _seat(self, request, obj) -> dict:
        """Return what the form and static/js/desk/sitting.js must know, by name in templates/admin/sitting.html."""
        kept = getattr(request, "kept", None)
        return {
            "id": kept.pk if kept else _key(request.POST.get("_sitting")) or uuid.uuid4(),
            "version": self._version_of_form(request, obj, kept),
            "object_id": str(obj.pk) if obj and obj.pk else "",
            "user_id": request.user.pk,
            "url": reverse(f"admin:{self._sitting_url_name('sitting')}"),
            "forget_url": reverse(f"admin:{self._sitting_url_name('forget')}"),
            "is_fresh": not request.POST,
            "since": spoken(kept.typed_at) if kept else "",
            "files": request.typed.getlist(FILES) if kept else [each.name for each in request.FILES.values()],
            "lost": getattr(request, "lost", []),
        }

    def _version_of_form(self, request, obj, kept) -> int | str:
        """Return the line of the history on which the form was opened; empty if there is none."""
        if kept:
            return kept.version or ""
        if "_version" in request.POST and not getattr(request, "conflict", None):
            return request.POST["_version"]
        return _newest(obj) or ""

    # --- While the form is open -------------------------------------------------------------------------------

    def sitting_view(self, request):
        """Take a sign of life from a form, keep what is typed in it, and answer who else has it open."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        key, object_id = _key(request.POST.get("sitting")), request.POST.get("object", "")
        item = self.get_object(request, object_id) if object_id else None
        if key is None or (object_id and item is None):
            return HttpResponseBadRequest()
        if not self._may_write(request, object_id):
            raise PermissionDenied
        version = number_in(request.POST.get("version"))
        try:
            seat = str(item.pk) if item else ""  # however its key was written in the message
            sitting = sit(key, user=request.user, model=self.model, object_id=seat, version=version)
            kept = self._kept_typing(request, sitting)
        except NotTheirs:
            raise PermissionDenied from None
        except TooMuchTyped:
            return JsonResponse({"said": _("This is more than can be kept here. Save it.")}, status=413)
        return JsonResponse({**kept, **self._company(request, item, version)})

    def _kept_typing(self, request, sitting) -> dict:
        if "typed" not in request.POST:
            return {}
        age = timedelta(seconds=min(number_in(request.POST.get("age")) or 0, 10**8))
        is_news = keep_typed(sitting, request.POST["typed"].replace("\0", ""), age=age)
        said = _("Your work is kept, %(time)s") % {"time": clock(sitting.typed_at)} if sitting.typed_at else ""
        return {"news": is_news, "kept": said}

    def _company(self, request, item, version) -> dict:
        if item is None:
            return {"others": [], "changed": ""}
        others = Sitting.objects.at(self.model, str(item.pk)).present().exclude(user=request.user)
        return {"others": _told(others.select_related("user")), "changed": _changed(request, item, version)}

    # --- The end ----------------------------------------------------------------------------------------------

    def sitting_ended(self, request):
        """Forget what was typed: it is saved."""
        key = _key(request.POST.get("_sitting"))
        if key:
            end(key, user=request.user)

    def response_add(self, request, obj, *args, **kwargs):
        self.sitting_ended(request)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        self.sitting_ended(request)
        return super().response_change(request, obj)

    def forget_view(self, request):
        """Give up what this editor typed, and open the form anew."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        object_id = request.POST.get("object", "")
        if not self._may_write(request, object_id):
            raise PermissionDenied
        self.sitting_ended(request)
        act, keys = ("change", [quote(object_id)]) if object_id else ("add", [])
        return HttpResponseRedirect(reverse(f"admin:{self._sitting_url_name(act)}", args=keys))


def _key(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _newest(item) -> int | None:
    if not isinstance(item, Publishable):
        return None
    return Version.objects.of(item).values_list("number", flat=True).first()


def _told(others) -> list[str]:
    """Return a sentence for each colleague; one may have the form open twice."""
    since = {sitting.user: sitting.began_at for sitting in others}
    said = _("%(who)s has this open as well, since %(when)s.")
    return [
        said % {"who": user.get_full_name() or user.get_username(), "when": clock(at)} for user, at in since.items()
    ]


def _changed(request, item, number) -> str:
    since = saved_since(item, number) if isinstance(item, Publishable) else []
    if not since:
        return ""
    when = clock(since[0].created_at)
    if since[0].author_id == request.user.pk:
        return _("You saved this yourself at %(when)s in another window; this one will be compared with it.") % {
            "when": when
        }
    return _("%(who)s saved this at %(when)s; yours will be compared with it when you save.") % {
        "who": name_of(since[0]), "when": when,
    }  # fmt: skip
