"""Taking things back: from the public, or from what waits."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin_ui.backlinks import backlinks_to
from content.admin_ui.object_pages import admin_url, may, object_page
from content.admin_ui.parts import Part
from content.planning import schedule
from content.planning.admin import MomentField
from content.texts.languages import language_columns
from content.workflow import publishing
from content.workflow.drafts import draft_of
from content.workflow.models import Withdrawal


class WithdrawalForm(forms.ModelForm):
    """What visitors read, or where they are led, and from when."""

    withdraw_at = MomentField(
        label=gettext_lazy("Withdraw at"), required=False, help_text=gettext_lazy("Leave empty to withdraw it now.")
    )

    class Meta:
        model = Withdrawal
        fields = [*language_columns("reason"), "leads_to"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"reason_{code}"].label = _("Reason, for visitors (%(language)s)") % {"language": name}
            self.fields[f"reason_{code}"].widget.attrs["lang"] = code

    def clean(self):
        """A reason is read where visitors stay; nobody reads it who is led elsewhere."""
        cleaned = super().clean() or {}
        if cleaned.get("leads_to") and any(cleaned.get(column) for column in language_columns("reason")):
            self.add_error("leads_to", _("Give a reason or an address, not both."))
        return cleaned


class Withdrawals(Part):
    """Withdraws what is public, discards changes that wait."""

    def urls(self, admin):
        return [
            self.page(admin, "<uuid:object_id>/withdraw/", self.withdraw_view, "withdraw"),
            self.page(admin, "<uuid:object_id>/discard/", self.discard_view, "discard"),
        ]

    def withdraw_view(self, admin, request, object_id):
        """Ask what visitors should be told, and withdraw an object now or at a moment."""
        if not may(request.user, "publish", admin.model):
            raise PermissionDenied
        item = get_object_or_404(admin.get_queryset(request).live(), pk=object_id)
        standing = Withdrawal.objects.of(item).first()
        form = WithdrawalForm(request.POST or None, instance=standing)
        if request.method == "POST" and form.is_valid():
            _withdraw(admin, request, item, form)
            return HttpResponseRedirect(admin_url(item))
        context = {"form": form, "places": backlinks_to(item)}
        return object_page(admin, request, item, "admin/planning/withdraw.html", _("Withdraw"), **context)

    def discard_view(self, admin, request, object_id):
        """Ask, and throw away the changes that wait."""
        item = get_object_or_404(admin.get_queryset(request), pk=object_id)
        if not admin.has_change_permission(request, item):
            raise PermissionDenied
        draft = draft_of(item)
        if request.method == "POST":
            publishing.discard(item, author=request.user)
            said = _("The changes to “%(title)s” are discarded. The history keeps them.")
            admin.message_user(request, said % {"title": item}, messages.SUCCESS)
        if request.method == "POST" or draft is None:
            return HttpResponseRedirect(admin_url(item))
        return object_page(admin, request, item, "admin/planning/discard.html", _("Discard changes"), draft=draft)


def _withdraw(admin, request, item, form) -> None:
    given = form.cleaned_data
    telling = {"reasons": {name: given[name] for name in language_columns("reason")}, "leads_to": given["leads_to"]}
    if given["withdraw_at"]:
        schedule.plan_withdrawal(item, given["withdraw_at"], author=request.user, **telling)
        said = _("“%(title)s” will be withdrawn then.")
    else:
        publishing.withdraw(item, author=request.user, **telling)
        said = _("“%(title)s” is withdrawn; visitors don’t see it any more.")
    admin.message_user(request, said % {"title": item}, messages.SUCCESS)
