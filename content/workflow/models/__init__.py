from content.workflow.models.drafts import Draft, Version
from content.workflow.models.of_object import OfObject
from content.workflow.models.publishable import PERMISSIONS, LiveQuerySet, Publishable, State, filled_once_published
from content.workflow.models.redirects import Redirect, Withdrawal
from content.workflow.models.releases import Appointment, Release, ReleaseItem
from content.workflow.models.sharing import Answer, PreviewLink, Review
from content.workflow.models.sittings import EditSession

__all__ = [
    "PERMISSIONS",
    "Answer",
    "Appointment",
    "Draft",
    "LiveQuerySet",
    "OfObject",
    "PreviewLink",
    "Publishable",
    "Redirect",
    "Release",
    "ReleaseItem",
    "Review",
    "EditSession",
    "State",
    "Version",
    "Withdrawal",
    "filled_once_published",
]
