"""People who joined, and what a mailing makes of them."""

from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.models import ConsentText, Stakeholder
from tests.factories import ConsentFactory, ConsentTextFactory, StakeholderFactory


def joined(name: str, **given) -> Stakeholder:
    """Return somebody who confirmed an address and agreed to be written to."""
    given = {"state": "confirmed", "confirmed_at": timezone.now(), "language": "nl", **given}
    person = StakeholderFactory(name=name, email=f"{name.lower()}@example.org", **given)
    ConsentFactory(stakeholder=person, text=ConsentText.objects.current() or ConsentTextFactory())
    return person


def names(people) -> list[str]:
    """Return what `people` are called, in the order of the alphabet."""
    return sorted(person.name for person in people)


def written(**chosen) -> list[tuple[str, str, str]]:
    """Return to whom mails are in the outbox, in which language, with which subject."""
    found = OutboxMessage.objects.filter(**chosen)
    return sorted(found.values_list("recipient", "language", "subject"))


def leave(**chosen) -> int:
    """Let mails leave, as if a mail server had taken them; return how many."""
    return OutboxMessage.objects.waiting().filter(**chosen).update(sent_at=timezone.now())
