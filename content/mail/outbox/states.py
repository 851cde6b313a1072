"""In which state a mail is, in the words of an editor."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import pgettext_lazy

from content.mail.models import OutboxMessage
from content.mail.transport import MailTransport, mail_transport

STATES: dict[str, str | Promise] = {
    "waiting": pgettext_lazy("a mail", "waits"),
    "late": pgettext_lazy("a mail", "late"),
    "sending": pgettext_lazy("a mail", "being sent"),
    "sent": pgettext_lazy("a mail", "sent"),
    "shown": pgettext_lazy("a mail", "shown, not sent"),
    "given_up": pgettext_lazy("a mail", "given up"),
    "unknown": pgettext_lazy("a mail", "nobody knows whether it arrived"),
}


# So long may a mail wait, because the server is away or puts it off, before somebody should look.
LATE_AFTER = timedelta(hours=1)


class MailState(NamedTuple):
    """name: a key of STATES; next_step: what happens by itself, or what somebody can do, if anything."""

    name: str
    next_step: str = ""

    @property
    def words(self) -> str | Promise:
        return STATES[self.name]


def state_of(mail: OutboxMessage) -> MailState:
    """Return the state of `mail`, as it was read."""
    now = timezone.now()
    if mail.sent_at:
        return MailState("sent" if mail.handed_at else "shown")
    if mail.given_up_at:
        return MailState("given_up", say("It is not tried again, unless you choose “Send again”."))
    if mail.claimed_until and mail.claimed_until > now:
        return MailState("sending")
    if mail.handed_at:
        words = say("We stopped before the mail server had answered. Ask whether it arrived, or choose “Send again”.")
        return MailState("unknown", words)
    return MailState("waiting", _next_try(mail, now))


def in_state(state: str) -> Q:
    """Return the condition for mails in `state`, a key of STATES; late ones wait as well."""
    now = timezone.now()
    unsettled, in_hand = Q(sent_at__isnull=True, given_up_at__isnull=True), Q(claimed_until__gt=now)
    waits = unsettled & Q(handed_at__isnull=True)
    then = now - LATE_AFTER
    conditions = {
        "waiting": waits & ~in_hand,
        "late": waits & (Q(next_try_at__lte=then) | Q(tries__gt=0, created_at__lte=then)),
        "sending": unsettled & in_hand,
        "sent": Q(sent_at__isnull=False, handed_at__isnull=False),
        "shown": Q(sent_at__isnull=False, handed_at__isnull=True),
        "given_up": Q(given_up_at__isnull=False),
        "unknown": unsettled & Q(handed_at__isnull=False) & ~in_hand,
    }
    return conditions[state]


def outbox_problems() -> dict[str, Q]:
    """Return what somebody should look at: a state each, and which mails are in it.

    Without a mail server nothing is late: all that waits does so for the same reason.
    """
    if mail_transport() is MailTransport.NONE:
        return {"stuck": in_state("waiting"), "given_up": in_state("given_up"), "unknown": in_state("unknown")}
    return {name: in_state(name) for name in ("late", "given_up", "unknown")}


def _next_try(mail: OutboxMessage, now) -> str:
    if mail_transport() is MailTransport.NONE:
        return say("The site has no mail server (EMAIL_URL).")
    if mail.next_try_at <= now:
        return say("Its turn comes as soon as mail can leave.")
    return say("Next try: %(moment)s") % {
        "moment": date_format(timezone.localtime(mail.next_try_at), "SHORT_DATETIME_FORMAT")
    }


def send_again(mails: QuerySet[OutboxMessage]) -> int:
    """Make those of `mails` due that were given up, that wait, or of which nobody knows; return how many.

    What was sent, and what a sender has in hand, is left alone. It keeps its Message-ID: whoever has it can tell.
    """
    now = timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return mails.filter(free, sent_at__isnull=True).update(
        next_try_at=now, tries=0, error="", claim=None, claimed_until=None, handed_at=None, given_up_at=None
    )


KEPT_FOR = timedelta(days=30)


def erase_old_mail(now: datetime | None = None) -> int:
    """Erase mails that were sent or given up thirty days before `now`, or of which nobody ever asked; return how many."""
    then = (now or timezone.now()) - KEPT_FOR
    nobody_asked = Q(handed_at__lte=then, sent_at__isnull=True, given_up_at__isnull=True)
    over = Q(sent_at__lte=then) | Q(given_up_at__lte=then) | nobody_asked
    _number, rows = OutboxMessage.objects.filter(over).delete()
    return rows.get(OutboxMessage._meta.label, 0)
