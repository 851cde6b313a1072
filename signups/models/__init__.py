from signups.models.consent import Consent, ConsentText
from signups.models.stakeholder import Interest, Stakeholder

__all__ = ["Consent", "ConsentText", "Interest", "Stakeholder"]
