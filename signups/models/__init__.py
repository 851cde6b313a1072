from signups.models.confirming import Confirmation, LinkRequest, PendingSignup
from signups.models.mailings import Delivery, Mailing
from signups.models.records import Erasure, Export, Suppression
from signups.models.rules import JoinRules
from signups.models.stakeholder import Consent, ConsentText, Interest, Note, Stakeholder, StakeholderKind

__all__ = [
    "Confirmation",
    "Consent",
    "ConsentText",
    "Delivery",
    "Erasure",
    "Export",
    "Interest",
    "JoinRules",
    "LinkRequest",
    "Mailing",
    "Note",
    "PendingSignup",
    "Stakeholder",
    "StakeholderKind",
    "Suppression",
]
