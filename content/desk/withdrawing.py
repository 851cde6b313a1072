"""The part of the admin that takes things back: from the public, or from what waits."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.desk.appointments import MomentField
from content.desk.warnings import linked_from
from content.languages.text import columns
from content.workflow import publishing, schedule
from content.workflow.drafts import draft_of
from content.workflow.models import Withdrawal


class WithdrawalForm(forms.ModelForm):
    """What visitors read, or where they are led, and from when."""

    withdraw_at = MomentField(
        label=gettext_lazy("Withdraw at"), required=False, help_text=gettext_lazy("Leave empty to withdraw it now.")
    )

    class Meta:
        model = Withdrawal
        fields = [*columns("reason"), "leads_to"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"reason_{code}"].label = _("Reason, for visitors (%(language)s)") % {"language": name}
            self.fields[f"reason_{code}"].widget.attrs["lang"] = code

    def clean(self):
        """A reason is read where visitors stay; nobody reads it who is led elsewhere."""
        cleaned = super().clean() or {}
        if cleaned.get("leads_to") and any(cleaned.get(column) for column in columns("reason")):
            self.add_error("leads_to", _("Give a reason or an address, not both."))
        return cleaned


class WithdrawingAdmin:
    """Part of an admin: withdraw what is public, discard changes that wait."""

    def get_urls(self):
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<uuid:object_id>/withdraw/", wrap(self.withdraw_view), name=f"{prefix}_withdraw"),
            path("<uuid:object_id>/discard/", wrap(self.discard_view), name=f"{prefix}_discard"),
            *super().get_urls(),
        ]

    def act_url(self, act: str, item) -> str:
        """Return the address of the page that asks before `act` ("withdraw", "discard") is done to `item`."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{act}", args=[item.pk])

    def withdraw_view(self, request, object_id):
        """Ask what visitors should be told, and withdraw an object now or at a moment."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        item = get_object_or_404(self.get_queryset(request).live(), pk=object_id)
        standing = Withdrawal.objects.of(item).first()
        form = WithdrawalForm(request.POST or None, instance=standing)
        if request.method == "POST" and form.is_valid():
            self._withdraw(request, item, form)
            return HttpResponseRedirect(self.form_url(item))
        return self._asked(request, item, "admin/withdraw.html", _("Withdraw"), form=form, places=linked_from(item))

    def _withdraw(self, request, item, form):
        given = form.cleaned_data
        telling = {"reasons": {name: given[name] for name in columns("reason")}, "leads_to": given["leads_to"]}
        if given["withdraw_at"]:
            schedule.plan_withdrawal(item, given["withdraw_at"], author=request.user, **telling)
            said = _("“%(title)s” will be withdrawn then.")
        else:
            publishing.withdraw(item, author=request.user, **telling)
            said = _("“%(title)s” is withdrawn; visitors don’t see it any more.")
        self.message_user(request, said % {"title": item}, messages.SUCCESS)

    def discard_view(self, request, object_id):
        """Ask, and throw away the changes that wait."""
        item = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        draft = draft_of(item)
        if request.method == "POST":
            publishing.discard(item, author=request.user)
            said = _("The changes to “%(title)s” are discarded. The history keeps them.")
            self.message_user(request, said % {"title": item}, messages.SUCCESS)
        if request.method == "POST" or draft is None:
            return HttpResponseRedirect(self.form_url(item))
        return self._asked(request, item, "admin/discard.html", _("Discard changes"), draft=draft)

    def _asked(self, request, item, template, title, **context):
        frame = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "original": item}
        return TemplateResponse(request, template, {**frame, "form_url": self.form_url(item), **context})
