from events.models.cases import Case
from events.models.event import Event, OfEventQuerySet
from events.models.lessons import Evidence, Lesson
from events.models.people import Quote, Speaker, SpeakerLink
from events.models.programme import ProgrammeItem
from events.models.projects import PartnerProject

__all__ = [
    "Case",
    "Event",
    "Evidence",
    "Lesson",
    "OfEventQuerySet",
    "PartnerProject",
    "ProgrammeItem",
    "Quote",
    "Speaker",
    "SpeakerLink",
]
