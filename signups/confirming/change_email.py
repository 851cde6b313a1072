"""Somebody gets another e-mail address: it counts once it is confirmed, as the first one did."""

from django.db import transaction

from content.mail.models import OutboxMessage
from signups.confirming.confirming import SHORT_PAUSE, mail_code
from signups.joining.joining import new_key
from signups.models import Confirmation, Delivery, PendingSignup, Stakeholder


@transaction.atomic
def ask_at_new_address(person: Stakeholder) -> None:
    """Mail a code and link to the address that `person`, whose row is locked, was given; until it is answered they are pending.

    What waits in the outbox for the old address doesn't leave, and they come too late for mailings that have begun to leave.
    """
    # A sender that is about to hand one over waits for us, and finds it gone.
    mails = OutboxMessage.objects.waiting().filter(about=person.pk).select_for_update()
    waiting = dict(mails.values_list("pk", "batch"))
    Delivery.objects.filter(stakeholder=person, mailing__in=filter(None, waiting.values())).delete()
    OutboxMessage.objects.filter(pk__in=waiting).delete()
    person.state, person.confirmed_by, person.confirmed_at = Stakeholder.State.PENDING, "", None
    person.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    # A page for the code that somebody opened with the old address, whoever that was, would show the new one.
    PendingSignup.objects.filter(stakeholder=person).delete()
    # They have as long to answer as whoever joins today (signups.erasing.retention), however long ago they joined.
    PendingSignup.objects.create(key=new_key(), stakeholder=person)
    Confirmation.objects.filter(pk=person.pk).delete()  # a code that the old address got is none any more
    mail_code(person, None, pause=SHORT_PAUSE)
