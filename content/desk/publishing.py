"""The part of the admin that decides what the public sees: its buttons, its actions, its links to the site."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from content.desk.admin import DeskAdmin, saving_language
from content.workflow import publishing
from content.workflow.models import State

# name of the button → (what it does, what we say afterwards)
BUTTONS = {
    "_publish": (publishing.publish, _("“{title}” is on the site now.")),
    "_unpublish": (publishing.unpublish, _("“{title}” is a draft again; visitors don’t see it any more.")),
}
STATE_CHANGED = {"changed": {"fields": ["state"]}}


def site_addresses(item) -> list[tuple[str, str]]:
    """Return (language, path) of the public page of `item` in each language; nothing while it is a draft."""
    if item is None or not item.is_live or not hasattr(item, "get_absolute_url"):
        return []
    return [(name, _address_in(code, item)) for code, name in settings.LANGUAGES]


def _address_in(language: str, item) -> str:
    with override(language):
        return item.get_absolute_url()


class PublishingAdmin(DeskAdmin):
    """The base of whatever is a draft first, and published by a button."""

    actions = ["publish_selected", "take_offline_selected"]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["publishing"] = True
        context["is_live"] = obj is not None and obj.is_live
        context["site_addresses"] = site_addresses(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        act, _message = _pressed(request) or (publishing.save, "")
        with saving_language():
            act(obj)

    def delete_model(self, request, obj):
        publishing.delete(obj)

    def construct_change_message(self, request, form, formsets, add=False):
        """Let the history say who published."""
        message = super().construct_change_message(request, form, formsets, add)
        return [*message, STATE_CHANGED] if _pressed(request) else message

    def response_add(self, request, obj, post_url_continue=None):
        return self._answer(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._answer(request, obj) or super().response_change(request, obj)

    def _answer(self, request, obj):
        if IS_POPUP_VAR in request.POST or not _pressed(request):
            return None
        _act, message = _pressed(request)
        self.message_user(request, format_html(message, title=_linked(obj)), messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    @admin.action(description=_("Publish selected"), permissions=["change"])
    def publish_selected(self, request, queryset):
        count = self._act_on(request, queryset.drafts(), publishing.publish)
        said = ngettext("%(count)d is on the site now.", "%(count)d are on the site now.", count) % {"count": count}
        self.message_user(request, said, messages.SUCCESS)

    @admin.action(description=_("Take selected offline"), permissions=["change"])
    def take_offline_selected(self, request, queryset):
        count = self._act_on(request, queryset.filter(state=State.PUBLISHED), publishing.unpublish)
        said = ngettext("%(count)d is a draft again.", "%(count)d are drafts again.", count) % {"count": count}
        self.message_user(request, said, messages.SUCCESS)

    @transaction.atomic
    def _act_on(self, request, queryset, act) -> int:
        chosen = list(queryset)
        for item in chosen:
            with saving_language():
                act(item)
            self.log_change(request, item, [STATE_CHANGED])
        return len(chosen)


def _pressed(request):
    return next((BUTTONS[name] for name in BUTTONS if name in request.POST), None)


def _linked(item):
    addresses = dict(site_addresses(item))
    if not addresses:
        return item
    return format_html('<a href="{}">{}</a>', item.get_absolute_url(), item)
