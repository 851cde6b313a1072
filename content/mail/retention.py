"""How long the outbox keeps what is over: somebody may ask whether a mail was sent, for a month."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from content.mail.models import OutboxMessage

KEPT_FOR = timedelta(days=30)


def erase_old_mail(now: datetime | None = None) -> int:
    """Erase mails that were sent or given up thirty days before `now`, or of which nobody ever asked; return how many."""
    then = (now or timezone.now()) - KEPT_FOR
    nobody_asked = Q(handed_at__lte=then, sent_at__isnull=True, given_up_at__isnull=True)
    over = Q(sent_at__lte=then) | Q(given_up_at__lte=then) | nobody_asked
    _number, rows = OutboxMessage.objects.filter(over).delete()
    return rows.get(OutboxMessage._meta.label, 0)
