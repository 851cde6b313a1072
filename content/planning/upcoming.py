"""What will happen at a moment, and what should have happened, for the start page."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from content.admin_ui.object_pages import admin_url
from content.planning.releases_admin import form_url
from content.workflow.models import Appointment, Release


class UpcomingChange(NamedTuple):
    """When, what, and where an editor sees to it; `problem` says why it could not be done, a line for each reason."""

    at: datetime
    words: str
    url: str
    problem: str


def upcoming_changes(limit: int = 10, models: Iterable[type[Model]] | None = None) -> list[UpcomingChange]:
    """Return what will happen next to objects of `models` (None: of any), the first first; two queries."""
    return _together(*_of(models, Appointment.objects.coming(), Release.objects.coming()), limit)


def failed_changes(limit: int = 10, models: Iterable[type[Model]] | None = None) -> list[UpcomingChange]:
    """Return what should have happened and could not, the oldest first; the rest as for `planned`."""
    appointments, releases = Appointment.objects.failed(), Release.objects.failed()
    return _together(*_of(models, appointments.order_by("at"), releases.order_by("at")), limit)


def _of(models: Iterable[type[Model]] | None, appointments: QuerySet, releases: QuerySet) -> tuple[QuerySet, QuerySet]:
    if models is None:
        return appointments, releases
    kinds = ContentType.objects.get_for_models(*models)
    seen = appointments.filter(content_type__in=kinds.values())
    return seen, releases if Release in kinds else releases.none()


def _together(appointments: QuerySet, releases: QuerySet, limit: int) -> list[UpcomingChange]:
    rows = [_of_appointment(each) for each in appointments[:limit]] + [_of_release(each) for each in releases[:limit]]
    return sorted(rows)[:limit]


def _of_appointment(planned: Appointment) -> UpcomingChange:
    publishes = planned.act == Appointment.Act.PUBLISH
    words = (_("Publish “%(title)s”") if publishes else _("Withdraw “%(title)s”")) % {"title": planned.title}
    return UpcomingChange(planned.at, words, _form_of(planned), planned.problem)


def _form_of(planned: Appointment) -> str:
    model = planned.content_type.model_class()  # which Django keeps in memory
    return form_url(model(pk=planned.object_id)) if model else ""


def _of_release(planned: Release) -> UpcomingChange:
    words = _("Publish the release “%(title)s”") % {"title": planned.title}
    return UpcomingChange(planned.at, words, admin_url(planned), planned.problem)  # type: ignore[arg-type]
