"""What we hold of somebody, for that person (GDPR art. 15 and 20): on a page, as a document, and as data."""

from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.site_url import site_address
from content.texts.languages import LocalizedText, text_of
from signups.erasing.erasing import mails_of
from signups.models import Consent, Delivery, Note, Stakeholder

# What the person tells us, in the order of the form.
OWN_COLUMNS = ["name", "email", "organisation", "role", "kind", "message", "language"]
# What the site wrote down by itself.
OUR_COLUMNS = ["state", "created_at", "confirmed_at", "confirmed_by", "active_at", "asked_to_stay_at", "seen_on"]


class AgreedConsent(NamedTuple):
    """A consent, and the words as they were shown."""

    consent: Consent
    words: LocalizedText


class PersonalData(NamedTuple):
    """All that we hold of a stakeholder; `changes`: when an officer changed something."""

    stakeholder: Stakeholder
    interests: list[str]
    consents: list[AgreedConsent]
    mails: QuerySet[OutboxMessage]
    deliveries: QuerySet[Delivery]
    notes: QuerySet[Note]
    changes: list[Any]

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data, for a file that another program reads."""
        person = self.stakeholder
        event = text_of(person.event, "title").words if person.event else None
        return {
            "site": site_address(),
            "written_at": timezone.now(),
            "you": {**{column: getattr(person, column) for column in OWN_COLUMNS}, "interests": self.interests},
            "how_you_joined": {**{column: getattr(person, column) for column in OUR_COLUMNS}, "event": event},
            "consents": [
                {
                    "given_at": consent.given_at,
                    "version": consent.text_id,
                    "words": words.words,
                    "language": consent.language,
                    "source": consent.source,
                }
                for consent, words in self.consents
            ],
            "mails": [{column: getattr(mail, column) for column in _OF_A_MAIL} for mail in self.mails],
            "updates": [{"subject": str(sent.mailing), "written_at": sent.written_at} for sent in self.deliveries],
            "notes_of_officers": list(self.notes.values("text", "written_at")),
            "changed_by_officers_at": self.changes,
        }


_OF_A_MAIL = ["subject", "recipient", "created_at", "sent_at", "text"]


def held_of(stakeholder: Stakeholder) -> PersonalData:
    """Return all that we hold of `stakeholder`."""
    lines = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Stakeholder), object_id=str(stakeholder.pk)
    )
    consents = stakeholder.consents.select_related("text")
    return PersonalData(
        stakeholder=stakeholder,
        interests=[str(interest) for interest in stakeholder.interests.all()],
        consents=[AgreedConsent(each, text_of(each.text, "words", each.language)) for each in consents],
        mails=mails_of(stakeholder).order_by("-created_at"),
        deliveries=stakeholder.deliveries.select_related("mailing").order_by("-written_at"),
        notes=stakeholder.notes.all(),
        changes=list(lines.order_by("-action_time").values_list("action_time", flat=True)),
    )
