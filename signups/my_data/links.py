"""The link to one's own data: who asks for it gets it by mail, and nobody learns whether an address is known."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.visitors.throttling import TooManyRequests
from signups.letters import MY_DATA
from signups.models import LinkRequest, Stakeholder
from signups.stakeholder_mail import address_of, keep_if, letter_to

VALID_FOR = timedelta(days=7)
LETTERS_IN_A_DAY = 3
# Of one network, in which there may be many people.
REQUESTS_IN_AN_HOUR = 60


@transaction.atomic
def ask_for_link(*, email: str, sender: str, language: str) -> None:
    """Send the link to the data of whoever joined with `email`; the same is done, and takes as long, if nobody did.

    sender: a mark, see content.visitors.throttling. language: that of the page. Raises TooManyRequests.
    """
    now = timezone.now()
    of_late = LinkRequest.objects.filter(sender=sender, created_at__gte=now - timedelta(hours=1))
    if of_late.count() >= REQUESTS_IN_AN_HOUR:
        raise TooManyRequests
    LinkRequest.objects.create(sender=sender)
    # Whoever is erased at this moment waits for us, and takes the mail along, or is gone when we come.
    known = Stakeholder.objects.at_address(email).select_for_update(of=("self",)).first()
    stakeholder = known or Stakeholder(email=email, language=language)
    letters = OutboxMessage.objects.filter(about=stakeholder.pk, letter=MY_DATA.key)
    is_enough = letters.filter(created_at__gte=now - timedelta(days=1)).count() >= LETTERS_IN_A_DAY
    with keep_if(known is not None and not is_enough):
        letter_to(stakeholder, MY_DATA.key, address=address_of(stakeholder, "signups:my_data", "my-data"))
