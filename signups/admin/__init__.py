"""How the stakeholder officer sees who joined: a module for each entry of the menu, or a few that belong together."""

from signups.admin import joining, records, stakeholders
from signups.mailings import admin as mailings

__all__ = ["joining", "mailings", "records", "stakeholders"]
