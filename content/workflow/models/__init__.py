from content.workflow.models.drafts import Draft, Version
from content.workflow.models.generic import OfObject
from content.workflow.models.publishable import PERMISSIONS, LiveQuerySet, Publishable, State, filled_once_published
from content.workflow.models.redirects import Redirect, Withdrawal
from content.workflow.models.releases import Appointment, Release, ReleaseItem

__all__ = [
    "PERMISSIONS",
    "Appointment",
    "Draft",
    "LiveQuerySet",
    "OfObject",
    "Publishable",
    "Redirect",
    "Release",
    "ReleaseItem",
    "State",
    "Version",
    "Withdrawal",
    "filled_once_published",
]
