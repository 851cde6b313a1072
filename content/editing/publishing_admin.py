"""The part of the admin that decides what the public sees: its buttons, its actions, its links to the site."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import replace
from functools import partial
from typing import cast

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy, ngettext

from content.admin_ui.badges import MarkedList, is_planned, marks_of
from content.admin_ui.object_pages import admin_url
from content.autosave.admin import end_sitting
from content.autosave.conflicts import EditConflict
from content.autosave.merging import conflict_with_theirs, pressed_button, take_theirs, twin, without_vanished
from content.autosave.unsaved_form import Editing
from content.editing.buttons import COMPLETING, keep_or_publish, say_refused, site_addresses
from content.editing.content_admin import ContentAdmin
from content.history.admin import History
from content.planning.admin import Schedule, Withdrawals
from content.planning.releases_admin import Releases
from content.preview.admin import Preview
from content.reviews.admin import Reviews
from content.trash.admin import TrashAdmin
from content.workflow import publishing
from content.workflow.differences import field_differences
from content.workflow.drafts import apply_changes, draft_of, dry_run
from content.workflow.models import LiveQuerySet, State, Version
from content.workflow.snapshot import Content, content_of
from content.workflow.versions import record_act


class PublishingAdmin(TrashAdmin, ContentAdmin):
    """The base of whatever is a draft first, and published by a button.

    The form of something that the public has seen is tried, taken down as a draft, and rolled back; see
    content/workflow/snapshot.py. What the public never saw is saved in place.
    """

    parts = [Releases(), Schedule(), Withdrawals(), Preview(), Reviews(), History(), *ContentAdmin.parts]
    actions = ["publish_selected"]

    def get_queryset(self, request):
        return cast(LiveQuerySet, super().get_queryset(request)).kept()

    def get_changelist(self, request, **kwargs):
        return MarkedList

    def has_publish_permission(self, request) -> bool:
        """Whether this editor may change what the public sees."""
        return request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename('publish', self.opts)}")

    def has_change_permission(self, request, obj=None) -> bool:
        """Whether this editor may change `obj`: what is planned goes live as it is then, so it is for who publishes."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or self.has_publish_permission(request) or not is_planned(obj))

    def is_completing(self, request) -> bool:
        """Whether what is sent must have all that the public needs; a draft may lack it."""
        return any(button in request.POST for button in COMPLETING)

    # --- The form ---------------------------------------------------------------------------------------------

    @transaction.atomic
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form, or save what was sent; nobody else publishes or saves the object in between.

        What was typed is brought back; what is sent is compared with what others saved, then tried; only what came
        through is kept or published. Then the editor is led on.
        """
        if self.is_completing(request) and not self.has_publish_permission(request):
            raise PermissionDenied
        if object_id and request.method == "POST":
            self._hold(object_id)
        item = self.get_object(request, object_id) if object_id else None
        key, content = str(item.pk) if item else object_id, None
        with self._staged(request, item) as editing:
            self.bring_back(request, key, editing)
            editing.conflict = self._compared(request, item, editing) if item else None
            if editing.conflict:
                editing.typed, request = request.POST, twin(request, "GET")
            response = self.with_editing(editing).form_view(request, key, form_url, extra_context)
            if editing.on_trial:  # which ends here: what was found out is taken along
                content = content_of(editing.saved) if editing.saved else None
                response = response.render() if hasattr(response, "render") else response
        if editing.saved is None:
            return response
        if editing.on_site is None:
            record_act(editing.saved, Version.Act.SAVED if item else Version.Act.CREATED, author=request.user)
        item = editing.on_site or editing.saved
        done = keep_or_publish(request, item, content)
        end_sitting(request)
        return response if IS_POPUP_VAR in request.POST else self._leave(request, item, done)

    def _hold(self, object_id) -> None:
        """Let whoever saves the same object at this moment wait; what is read of it from now on stays so."""
        with suppress(ValidationError):  # an address that no object has
            self.model._base_manager.select_for_update().filter(pk=object_id).values_list("pk").first()

    @contextmanager
    def _staged(self, request, item) -> Iterator[Editing]:
        """Yield how `item` is edited: in place, or on trial if visitors have seen it, with what waits laid over it."""
        in_place = item is None or publishing.is_edited_in_place(item)
        draft = None if in_place else draft_of(item)
        if in_place or (request.method != "POST" and draft is None):
            yield Editing()
            return
        editing = Editing(on_site=copy(item), on_trial=item)
        with dry_run():
            if draft:
                for problem in apply_changes(item, draft.before, draft.after):
                    self.message_user(request, problem, messages.WARNING)
            yield editing

    def _compared(self, request, item, editing: Editing) -> EditConflict | None:
        """Take over from others what this editor chose; return what is left to choose, if the form says what it was opened on."""
        is_sent = request.method == "POST" and "_version" in request.POST
        if not is_sent or not self.has_change_permission(request, item):
            return None
        request.POST = request.POST.copy()
        lost = without_vanished(self, request, item, request.POST)
        take_theirs(self, request, item)
        return conflict_with_theirs(request, item, lost, partial(self._tried, request, item, editing))

    def _tried(self, request, item, editing: Editing) -> Content | None:
        """Return what would be saved; None if the form has faults."""
        attempt = replace(editing)
        with dry_run():
            self.with_editing(attempt).form_view(twin(request, "POST"), str(item.pk))
            return content_of(attempt.saved) if attempt.saved else None

    def get_object(self, request, object_id, from_field=None):
        """Return the object in the state that visitors know, even if its row is on trial."""
        on_trial, on_site = self.editing.on_trial, self.editing.on_site
        item = copy(on_trial) if on_trial else super().get_object(request, object_id, from_field)
        if item is not None and on_site:
            item.state = on_site.state
        return item

    def save_model(self, request, obj, form, change):
        if self.editing.on_trial:
            obj.state = State.DRAFT  # it may lack what visitors need
        super().save_model(request, obj, form, change)

    def row_before(self, request, obj):
        return self.editing.on_trial or super().row_before(request, obj)

    def log_change(self, request, obj, message):
        """Leave it to the history of the object, which knows more."""

    def log_addition(self, request, obj, message):
        """Leave it to the history of the object, which knows more."""

    def log_deletions(self, request, queryset):
        """Leave it to the history of the object, which knows more."""

    def response_change(self, request, obj):
        """Say nothing yet: the change is on trial still."""
        return super().response_change(request, obj) if IS_POPUP_VAR in request.POST else HttpResponseRedirect("")

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return HttpResponseRedirect("")

    def _leave(self, request, item, done):
        if "_preview" in request.POST:
            return HttpResponseRedirect(admin_url(item, "preview"))
        if "_continue" in request.POST or not done:
            return HttpResponseRedirect(admin_url(item))
        if "_addanother" in request.POST:
            return HttpResponseRedirect(admin_url(self.model, "add"))
        return self.response_post_save_change(request, item)

    # --- What the form shows ----------------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.complete = self.is_completing(request)
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**kwargs, "form_kwargs": {**kwargs.get("form_kwargs", {}), "complete": self.is_completing(request)}}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["publishing"] = True
        context["may_publish"] = self.has_publish_permission(request)
        context["is_live"] = obj is not None and obj.is_live
        context["is_public_once"] = obj is not None and obj.published_at is not None
        context["site_addresses"] = site_addresses(obj)
        context["marks"] = marks_of(obj) if obj and obj.pk else []
        draft = context["draft"] = draft_of(obj) if obj else None
        if draft:
            context["waiting_differences"] = field_differences(self.model, draft.before, draft.after)
        if self.editing.conflict:
            context |= {"conflict": self.editing.conflict, "pressed": pressed_button(request.POST)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def parts_context(self, request, item):
        """Bring back the moment that was typed as well, which is no part of Django's form."""
        context, typed = super().parts_context(request, item), self.editing.typed or request.POST
        if "publish_at" in typed:
            context["appointment_form"].initial["publish_at"] = typed["publish_at"]
        return context

    # --- Many at once -----------------------------------------------------------------------------------------

    def get_actions(self, request):
        """Only offer what the editor may do."""
        actions = super().get_actions(request)
        if not self.has_publish_permission(request):
            actions.pop("publish_selected", None)
        return actions

    @admin.action(description=gettext_lazy("Publish selected"), permissions=["publish"])
    def publish_selected(self, request, queryset):
        """Publish each that is complete; name those that aren't."""
        count = 0
        for item in queryset:
            try:
                publishing.publish(item, author=request.user)
                count += 1
            except ValidationError as error:
                say_refused(request, item, error)
        said = ngettext("%(count)d is on the site now.", "%(count)d are on the site now.", count) % {"count": count}
        self.message_user(request, said, messages.SUCCESS if count else messages.WARNING)
