"""Planning: publish this, or withdraw it, at a moment."""

from datetime import UTC, datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin_ui.backlinks import backlinks_to
from content.admin_ui.formats import format_moment
from content.admin_ui.object_pages import admin_url, may, object_page
from content.admin_ui.parts import Part
from content.planning import schedule
from content.texts.languages import language_columns
from content.workflow import publishing
from content.workflow.drafts import draft_of
from content.workflow.models import Appointment, Withdrawal


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def in_future(moment) -> None:
    """Raise ValidationError for a moment that has passed."""
    if moment <= timezone.now():
        raise forms.ValidationError(gettext_lazy("This moment has passed already."))


class MomentField(forms.DateTimeField):
    """A moment to come, in the time of the site (Europe/Amsterdam, summer time included)."""

    widget = MomentInput
    default_validators = [in_future]
    default_error_messages = {
        "ambiguous_timezone": gettext_lazy(
            "The clocks are put back in this night: this time comes twice. Choose one before 02:00 or from 03:00 on."
        ),
        "imaginary_timezone": gettext_lazy(
            "The clocks are put forward in this night: this time doesn’t exist. Choose one before 02:00 or from 03:00 on."
        ),
    }

    def to_python(self, value):
        """Say which of the two is wrong with a time that Django can't tell the moment of."""
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            wall = (error.params or {})["datetime"]
            code = "ambiguous_timezone" if _comes_twice(wall) else "imaginary_timezone"
            raise forms.ValidationError(self.error_messages[code], code=code) from error


def _comes_twice(wall: datetime) -> bool:
    """Whether `wall`, which isn't one moment, is two; else it is none."""
    zone = timezone.get_current_timezone()
    there = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there.replace(tzinfo=None) == wall


class AppointmentForm(forms.Form):
    """When to publish what the form holds."""

    publish_at = MomentField(
        label=gettext_lazy("Publish at"), error_messages={"required": gettext_lazy("Choose a day and a time.")}
    )


class Schedule(Part):
    """The moments at which an object is published and withdrawn."""

    def urls(self, admin):
        return [self.post(admin, "<uuid:object_id>/unschedule/", self.unschedule_view, "unschedule")]

    def context(self, admin, request, item):
        acts = {each.act: each for each in Appointment.objects.of(item)} if item and item.pk else {}
        planned = acts.get(Appointment.Act.PUBLISH)
        moment = planned.at if planned and not planned.problem else None
        return {
            "appointments": list(acts.values()),
            "appointment": planned,
            "appointment_form": AppointmentForm(initial={"publish_at": moment}),
        }

    def unschedule_view(self, admin, request, object_id):
        """Take an object from the schedule."""
        if not may(request.user, "publish", admin.model):
            raise PermissionDenied
        item = get_object_or_404(admin.get_queryset(request), pk=object_id)
        schedule.cancel_appointments(item, author=request.user)
        admin.message_user(request, _("“%(title)s” is taken from the schedule.") % {"title": item}, messages.SUCCESS)
        return HttpResponseRedirect(admin_url(item))


def publication_of(item) -> Appointment | None:
    """Return when `item` is to be published, if it is."""
    return Appointment.objects.of(item).filter(act=Appointment.Act.PUBLISH).first()


def say_planned(request, item) -> None:
    """Tell the editor when `item` will be published."""
    planned = Appointment.objects.of(item).get(act=Appointment.Act.PUBLISH)
    said = format_html(_("“{title}” will be published on {moment}."), title=item, moment=format_moment(planned.at))
    messages.success(request, said)


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
