"""How the stakeholder officer sees who joined: a module for each entry of the menu, or a few that belong together."""

from signups.admin import consent, interests, records, rules, stakeholders, updates

__all__ = ["consent", "interests", "records", "rules", "stakeholders", "updates"]
