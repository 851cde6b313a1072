"""Erasing somebody (GDPR art. 17): all that we hold goes at once, and what stays is proof that leads to nobody."""

from django.db import transaction
from django.db.models import QuerySet

from signups.erasing.personal_data_traces import erase_traces
from signups.erasing.suppression import suppress_email
from signups.models import Erasure, PendingSignup, Stakeholder

# Who never confirmed an address may not even have been its owner, who may join any day.
_LEAVES_NO_TRACE = {Erasure.Reason.UNCONFIRMED}


@transaction.atomic
def erase_stakeholder(
    stakeholder: Stakeholder, reason: Erasure.Reason, *, among: QuerySet[Stakeholder] | None = None
) -> Erasure | None:
    """Erase all that the site holds of `stakeholder`, and return the proof, or None if they were gone already.

    among: only if they are one of these when it comes to it. A mail that is leaving at this very moment arrives; its row
    is gone all the same.
    """
    # Whoever writes to this person meanwhile holds the row: we wait, and then see what was written.
    found = Stakeholder.objects.select_for_update(of=("self",)).filter(pk=stakeholder.pk).first()
    # A question of its own: PostgreSQL reads other tables as they were before we waited for the lock.
    if found is None or (among is not None and not among.filter(pk=found.pk).exists()):
        return None
    rows = erase_traces(found)
    _number, deleted = found.delete()
    rows |= {label.rpartition(".")[2].lower(): number for label, number in deleted.items()}
    if reason not in _LEAVES_NO_TRACE:
        suppress_email(found.email)
        PendingSignup.objects.waiting().filter(sent__email__iexact=found.email).delete()
    return Erasure.objects.create(reason=reason, rows={name: number for name, number in rows.items() if number})
