"""How many get how far on the way from the form to being registered, so that a step that loses people shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q

from content.mail.models import OutboxMessage
from events.models import Event
from signups.confirming.confirming import REMIND_AFTER
from signups.erasing.retention import UNCONFIRMED_KEPT_FOR
from signups.models import Erasure, Stakeholder

_State = Stakeholder.State
_Way = Stakeholder.Way


@dataclass(frozen=True)
class Funnel:
    """People who sent the form within a period, and how far they got.

    mailed: of those who are still known, without those whose mail has yet to leave or never will. by_code, by_link:
    who confirmed how; late: how many of them did so after the time of the reminder. waiting: who still may.
    never: who didn't in time, and was forgotten; they are counted by when they must have sent the form. From which event
    they came nobody knows any more: they don't count in the funnel of an event.
    """

    sent: int
    mailed: int
    by_code: int
    by_link: int
    late: int
    waiting: int
    never: int

    @property
    def confirmed(self) -> int:
        """Who got to the end."""
        return self.by_code + self.by_link


def count_funnel(since: datetime, until: datetime, event: Event | None = None) -> Funnel:
    """Return how far those got who sent the form from `since` on, before `until`; three queries, two for an `event`."""
    people = Stakeholder.objects.filter(created_at__gte=since, created_at__lt=until)
    people = people.filter(event=event) if event else people
    counted = people.aggregate(
        known=Count("pk"),
        by_code=Count("pk", Q(confirmed_by=_Way.CODE)),
        by_link=Count("pk", Q(confirmed_by=_Way.LINK)),
        late=Count("pk", Q(confirmed_at__gte=F("created_at") + REMIND_AFTER)),
        waiting=Count("pk", Q(state=_State.PENDING)),
    )
    erased = Erasure.objects.filter(reason=Erasure.Reason.UNCONFIRMED, erased_at__gte=since + UNCONFIRMED_KEPT_FOR)
    never = 0 if event else erased.filter(erased_at__lt=until + UNCONFIRMED_KEPT_FOR).count()
    known = counted.pop("known")
    return Funnel(sent=known + never, mailed=known - _not_reached(people) + never, never=never, **counted)


def _not_reached(people) -> int:
    """Return to how many of `people`, all of them unconfirmed, no mail has left; mails that did may be tidied away."""
    mails = OutboxMessage.objects.filter(about=OuterRef("pk"), letter="signups.confirm")
    unsent = Exists(mails.filter(sent_at__isnull=True)) & ~Exists(mails.filter(sent_at__isnull=False))
    return people.filter(unsent, state=_State.PENDING).count()
