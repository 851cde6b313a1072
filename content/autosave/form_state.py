"""What is known of one editor at one form while a request is answered."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from content.autosave.conflicts import EditConflict
from content.autosave.models import EditSession
from content.workflow.models import Publishable


@dataclass
class Editing:
    """What the steps of opening and of saving a form know of each other.

    typed: what fills the form, unjudged, in place of what the object holds. sitting: where that was kept, when it was
    typed earlier; lost: what of it belongs to parts that others took away. conflict: what the editor has to choose.

    on_site: the object as visitors see it, while its row is on trial; on_trial: the object with what waits laid over it.
    saved: the object that the form was saved to; None while it has faults, or is only shown.
    """

    typed: QueryDict | None = None
    sitting: EditSession | None = None
    lost: list[str] = field(default_factory=list)
    conflict: EditConflict | None = None
    on_site: Publishable | None = None
    on_trial: Publishable | None = None
    saved: Any = None
