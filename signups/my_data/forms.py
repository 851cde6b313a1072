"""What somebody may correct of what we hold; changing one's address is joining anew with the other one."""

from copy import deepcopy

from django import forms
from django.db import transaction
from django.utils import timezone

from signups.joining.forms import JoinForm
from signups.models import Interest, Stakeholder

COLUMNS = ["name", "organisation", "role", "kind", "message", "language"]


class MyDataForm(forms.Form):
    """The fields of the form by which people join, without address and consent."""

    field_order = ["name", "organisation", "role", "kind", "interests", "message", "language"]

    def __init__(self, data=None, *, stakeholder: Stakeholder):
        known = {column: getattr(stakeholder, column) for column in COLUMNS}
        super().__init__(data, initial={**known, "interests": stakeholder.interests.all()})
        self.stakeholder = stakeholder
        self.fields = {name: deepcopy(JoinForm.base_fields[name]) for name in self.field_order}

    @transaction.atomic
    def save(self) -> bool:
        """Keep it, as a sign of life; return False if the person was erased meanwhile."""
        told = self.cleaned_data
        columns = {column: told[column] for column in COLUMNS}
        known = Stakeholder.objects.filter(pk=self.stakeholder.pk)
        if not known.update(**columns, active_at=timezone.now(), asked_to_stay_at=None):
            return False
        # An editor may have removed one while the form was open; whoever removes one now waits for us. In order: of two
        # who choose the same, one waits for the other.
        there = Interest.objects.select_for_update(no_key=True).filter(pk__in=told["interests"])
        self.stakeholder.interests.set(list(there.order_by("pk")))
        return True
