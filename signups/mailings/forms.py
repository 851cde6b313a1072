"""The forms of a mailing: what it says and to whom, when it leaves, after which event."""

from typing import cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content.admin_ui.language_fields import AnyLanguageForm
from content.planning.admin import MomentField
from events.models import Event
from signups.mailings.audience import AudienceFilter
from signups.models import Interest, StakeholderKind


def _several(choices, label) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=choices, label=label, required=False, widget=forms.CheckboxSelectMultiple)


class MailingForm(AnyLanguageForm):
    """An officer's words, in one language at least, and the filter."""

    kinds = _several(StakeholderKind.choices, _("Who take part as"))
    languages = _several(settings.LANGUAGES, _("Who read"))


class FilterForm(forms.Form):
    """The filter alone, while somebody chooses."""

    event: forms.ModelChoiceField = forms.ModelChoiceField(Event.objects.all(), required=False)
    kinds = _several(StakeholderKind.choices, "")
    languages = _several(settings.LANGUAGES, "")
    interests: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(Interest.objects.all(), required=False)

    def chosen(self) -> AudienceFilter:
        """Return the filter; only for a form that is valid."""
        given = self.cleaned_data
        event, interests = given["event"], [interest.pk for interest in given["interests"]]
        return AudienceFilter(event and event.pk, given["kinds"], given["languages"], interests)


class PlanForm(forms.Form):
    """When a mailing leaves."""

    planned_for = MomentField(
        label=_("Send at"), error_messages={"required": _("Choose a day and a time.")}, help_text=_("In Dutch time.")
    )


class ThanksForm(forms.Form):
    """After which event to thank."""

    event: forms.ModelChoiceField = forms.ModelChoiceField(
        Event.objects.none(), label=_("After which event?"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        event = cast(forms.ModelChoiceField, self.fields["event"])
        event.queryset = Event.objects.live().order_by("-starts")
