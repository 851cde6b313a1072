from signups.models.confirming import Confirmation, LinkRequest, PendingSignup
from signups.models.consent import Consent, ConsentText
from signups.models.records import Erasure, Export, Suppression
from signups.models.rules import JoinRules
from signups.models.stakeholder import Interest, Note, Stakeholder, StakeholderKind
from signups.models.updates import Delivery, Mailing

__all__ = [
    "PendingSignup",
    "Confirmation",
    "Consent",
    "ConsentText",
    "Delivery",
    "Erasure",
    "Export",
    "Interest",
    "JoinRules",
    "StakeholderKind",
    "LinkRequest",
    "Note",
    "Stakeholder",
    "Suppression",
    "Mailing",
]
