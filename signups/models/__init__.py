from signups.models.confirming import Attempt, Confirmation
from signups.models.consent import Consent, ConsentText
from signups.models.my_data import LinkRequest
from signups.models.records import Erasure, Export, Suppression
from signups.models.rules import JoinRules
from signups.models.stakeholder import Interest, Kind, Note, Stakeholder
from signups.models.updates import Delivery, Update

__all__ = [
    "Attempt",
    "Confirmation",
    "Consent",
    "ConsentText",
    "Delivery",
    "Erasure",
    "Export",
    "Interest",
    "JoinRules",
    "Kind",
    "LinkRequest",
    "Note",
    "Stakeholder",
    "Suppression",
    "Update",
]
