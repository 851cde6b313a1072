"""What will happen at a moment, and what should have happened, for the start page."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from content.desk.release_items import form_url
from content.workflow.models import Appointment, Release


class Planned(NamedTuple):
    """When, what, and where an editor sees to it; `problem` says why it could not be done, a line for each reason."""

    at: datetime
    words: str
    url: str
    problem: str


def planned(limit: int = 10) -> list[Planned]:
    """Return what will happen next, the first first; two queries."""
    return _together(Appointment.objects.coming(), Release.objects.coming(), limit)


def failed(limit: int = 10) -> list[Planned]:
    """Return what should have happened and could not, the oldest first; two queries."""
    return _together(Appointment.objects.failed().order_by("at"), Release.objects.failed().order_by("at"), limit)


def _together(appointments: QuerySet, releases: QuerySet, limit: int) -> list[Planned]:
    rows = [_of_appointment(each) for each in appointments[:limit]] + [_of_release(each) for each in releases[:limit]]
    return sorted(rows)[:limit]


def _of_appointment(planned: Appointment) -> Planned:
    publishes = planned.act == Appointment.Act.PUBLISH
    words = (_("Publish “%(title)s”") if publishes else _("Withdraw “%(title)s”")) % {"title": planned.title}
    return Planned(planned.at, words, _form_of(planned), planned.problem)


def _form_of(planned: Appointment) -> str:
    model = planned.content_type.model_class()  # which Django keeps in memory
    return form_url(model(pk=planned.object_id)) if model else ""


def _of_release(planned: Release) -> Planned:
    words = _("Publish the release “%(title)s”") % {"title": planned.title}
    return Planned(planned.at, words, reverse("admin:workflow_release_change", args=[planned.pk]), planned.problem)  # type: ignore[arg-type]
