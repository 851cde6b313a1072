"""The part of the admin that decides what the public sees: its buttons, its actions, its links to the site."""

from contextlib import suppress
from copy import copy

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from content.desk.admin import DeskAdmin
from content.desk.appointments import AppointmentForm, AppointmentsAdmin
from content.desk.bin import BinAdmin
from content.desk.history import HistoryAdmin
from content.desk.sharing import SharingAdmin
from content.desk.states import MarkedList, is_planned, marks_of
from content.desk.withdrawing import WithdrawingAdmin
from content.workflow import publishing, schedule
from content.workflow.completeness import said_of
from content.workflow.drafts import draft_of, lay
from content.workflow.history import record
from content.workflow.models import Draft, State, Version
from content.workflow.snapshot import content_of
from content.workflow.trial import trial

# Buttons that ask for all that the public needs.
COMPLETING = ("_publish", "_schedule")


def site_addresses(item) -> list[tuple[str, str]]:
    """Return (language, path) of the public page of `item` in each language; nothing while it isn't public."""
    if item is None or not item.is_live or not hasattr(item, "get_absolute_url"):
        return []
    return [(name, _address_in(code, item)) for code, name in settings.LANGUAGES]


def _address_in(language: str, item) -> str:
    with override(language):
        return item.get_absolute_url()


class PublishingAdmin(SharingAdmin, HistoryAdmin, BinAdmin, WithdrawingAdmin, AppointmentsAdmin, DeskAdmin):
    """The base of whatever is a draft first, and published by a button.

    The form of something that the public has seen is tried, taken down as a draft, and rolled back; see
    content/workflow/snapshot.py. What the public never saw is saved in place.
    """

    actions = ["publish_selected"]

    def get_queryset(self, request):
        return super().get_queryset(request).kept()

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
        """Show the form, or save what was sent; nobody else publishes or saves the object in between."""
        if self.is_completing(request) and not self.has_publish_permission(request):
            raise PermissionDenied
        if object_id and request.method == "POST":
            self._hold(object_id)
        item = self.get_object(request, object_id) if object_id else None
        if item is None or publishing.is_edited_in_place(item):
            return self._edit_in_place(request, object_id, form_url, extra_context)
        return self._edit_in_trial(request, item, form_url, extra_context)

    def _hold(self, object_id) -> None:
        """Let whoever saves the same object at this moment wait; what is read of it from now on stays so."""
        with suppress(ValidationError):  # an address that no object has
            self.model._base_manager.select_for_update().filter(pk=object_id).values_list("pk").first()

    def _edit_in_place(self, request, object_id, form_url, extra_context):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        saved = getattr(request, "saved_item", None)
        if saved is None:
            return response
        record(saved, Version.Act.SAVED if object_id else Version.Act.CREATED, author=request.user)
        return self._conclude(request, saved, None, response)

    def _edit_in_trial(self, request, item, form_url, extra_context):
        draft = draft_of(item)
        if request.method != "POST" and draft is None:
            return super().changeform_view(request, str(item.pk), form_url, extra_context)
        request.state_on_site, on_site = item.state, copy(item)
        with trial():
            if draft:
                for problem in lay(item, draft.before, draft.after):
                    self.message_user(request, problem, messages.WARNING)
            request.on_trial = item
            response = super().changeform_view(request, str(item.pk), form_url, extra_context)
            saved = getattr(request, "saved_item", None)
            content = content_of(saved) if saved else None
            if hasattr(response, "render"):
                response.render()
        if content is None:
            return response
        with transaction.atomic():
            return self._conclude(request, on_site, content, response)

    def get_object(self, request, object_id, from_field=None):
        """Return the object in the state that visitors know, even if its row is on trial."""
        on_trial = getattr(request, "on_trial", None)
        item = copy(on_trial) if on_trial else super().get_object(request, object_id, from_field)
        if item is not None and hasattr(request, "state_on_site"):
            item.state = request.state_on_site
        return item

    def save_model(self, request, obj, form, change):
        if hasattr(request, "state_on_site"):
            obj.state = State.DRAFT  # while it is on trial: it may lack what visitors need
        super().save_model(request, obj, form, change)

    def row_before(self, request, obj):
        return getattr(request, "on_trial", None) or super().row_before(request, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.saved_item = form.instance

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

    # --- What the button does ---------------------------------------------------------------------------------

    def _conclude(self, request, item, content, response):
        """Do what the button says with the form's content, and say so."""
        if "_publish" in request.POST:
            done = self._published(request, item, content)
        else:
            if content is not None:
                publishing.keep_draft(item, content, author=request.user)
            done = "_schedule" not in request.POST or self._scheduled(request, item)
            if "_schedule" not in request.POST:
                self._say_saved(request, item)
        self.sitting_ended(request)
        return response if IS_POPUP_VAR in request.POST else self._leave(request, item, done)

    def _published(self, request, item, content) -> bool:
        try:
            with transaction.atomic():
                live = publishing.publish(item, content=content, author=request.user)
        except ValidationError as error:
            if content is not None:
                publishing.keep_draft(item, content, author=request.user)
            self._say_refused(request, item, error)
            return False
        said = format_html(_("“{title}” is on the site now."), title=_linked(live))
        self.message_user(request, said, messages.SUCCESS)
        return True

    def _scheduled(self, request, item) -> bool:
        form = AppointmentForm(request.POST)
        if not form.is_valid():
            said = _("“{title}” is saved as a draft, but not scheduled: {reason}")
            reason = form.errors["publish_at"][0]
            self.message_user(request, format_html(said, title=item, reason=reason), messages.ERROR)
            return False
        try:
            schedule.plan_publication(item, form.cleaned_data["publish_at"], author=request.user)
        except ValidationError as error:
            self._say_refused(request, item, error)
            return False
        self.say_planned(request, item)
        return True

    def _say_saved(self, request, item):
        said = _("“{title}” is saved as a draft.")
        if item.published_at and not Draft.objects.of(item).exists():
            said = _("“{title}” is as it was: nothing waits to be published.")
        elif item.is_live:
            said = _("The changes to “{title}” are saved as a draft; visitors don’t see them yet.")
        self.message_user(request, format_html(said, title=self._form_link(item)), messages.SUCCESS)
        planned = self.appointment_of(item)
        if planned and not self._asks_for_another(request, planned.at):
            self.say_planned(request, item)
        elif self._asks_for_another(request, None):
            said = _("No date was set: to plan the publication, press “Publish on …”.")
            self.message_user(request, said, messages.WARNING)

    def _asks_for_another(self, request, moment) -> bool:
        """Whether a moment was typed that isn't `moment`, and no button pressed that would plan it."""
        form = AppointmentForm(request.POST)
        typed = form.cleaned_data["publish_at"] if form.is_valid() else request.POST.get("publish_at") or None
        return typed is not None and typed != moment

    def _say_refused(self, request, item, error):
        reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in said_of(item, error)))
        said = format_html(
            _("“{title}” is not published, for something is missing or wrong:"), title=self._form_link(item)
        )
        self.message_user(request, format_html("{}<ul>{}</ul>", said, reasons), messages.ERROR)

    def _leave(self, request, item, done):
        if "_preview" in request.POST:
            return HttpResponseRedirect(self.preview_url(item))
        if "_continue" in request.POST or not done:
            return HttpResponseRedirect(self.form_url(item))
        if "_addanother" in request.POST:
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add"))
        return self.response_post_save_change(request, item)

    def _form_link(self, item):
        return format_html('<a href="{}">{}</a>', self.form_url(item), item)

    # --- What the form shows ----------------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.complete = self.is_completing(request)
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**kwargs, "form_kwargs": {**kwargs.get("form_kwargs", {}), "complete": self.is_completing(request)}}

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["publishing"] = True
        context["may_publish"] = self.has_publish_permission(request)
        context["is_live"] = obj is not None and obj.is_live
        context["is_public_once"] = obj is not None and obj.published_at is not None
        context["site_addresses"] = site_addresses(obj)
        context["marks"] = marks_of(obj) if obj and obj.pk else []
        context["draft"] = draft_of(obj) if obj else None
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

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
                self._say_refused(request, item, error)
        said = ngettext("%(count)d is on the site now.", "%(count)d are on the site now.", count) % {"count": count}
        self.message_user(request, said, messages.SUCCESS if count else messages.WARNING)


def _linked(item):
    addresses = dict(site_addresses(item))
    if not addresses:
        return item
    return format_html('<a href="{}">{}</a>', item.get_absolute_url(), item)
