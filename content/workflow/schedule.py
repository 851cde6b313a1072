"""What is to happen at a moment, and making it happen: without a clock of its own, whenever somebody looks."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from content.workflow import publishing
from content.workflow.completeness import said_of
from content.workflow.history import record
from content.workflow.models import Appointment, Publishable, Version
from content.workflow.trial import trial


@transaction.atomic
def plan_publication(item: Publishable, at: datetime, *, author=None) -> None:
    """Have `item` published at `at` with whatever waits then. Raises ValidationError when it couldn't be now."""
    with trial():
        publishing.publish(item)
    _plan(item, Appointment.Act.PUBLISH, at, author)


@transaction.atomic
def plan_withdrawal(
    item: Publishable, at: datetime, *, author=None, reasons: dict[str, str] | None = None, leads_to: str = ""
) -> None:
    """Have `item` withdrawn at `at`; the rest as for `publishing.withdraw`."""
    publishing.tell_visitors(item, reasons, leads_to)
    _plan(item, Appointment.Act.WITHDRAW, at, author)


@transaction.atomic
def cancel(item: Publishable, *, author=None) -> None:
    """Take everything that was to happen to `item` from the schedule."""
    deleted, _kinds = Appointment.objects.of(item).delete()
    if deleted:
        record(item, Version.Act.UNSCHEDULED, author=author)


def run_due(now: datetime | None = None) -> int:
    """Do all that should have happened by `now`, the earliest first; return how much was done.

    What can't be done is kept with the reason, and tried no more until an editor plans it anew.
    """
    moment = now or timezone.now()
    keys = list(Appointment.objects.due(moment).values_list("pk", flat=True))
    return sum(_run(key, moment) for key in keys)


def next_moment() -> datetime | None:
    """Return when the next thing is to happen, or None."""
    return Appointment.objects.coming().values_list("at", flat=True).first()


@transaction.atomic
def _run(key, now: datetime) -> bool:
    """Do one appointment, unless another process was faster."""
    appointment = Appointment.objects.select_for_update().due(now).filter(pk=key).first()
    if appointment is None:
        return False
    item = appointment.target
    if item is None:
        appointment.delete()
        return False
    try:
        with transaction.atomic():
            _do(appointment, item)
    except ValidationError as error:
        with override(None):
            appointment.problem = "\n".join(said_of(item, error))
        appointment.save(update_fields=["problem"])
        return False
    return True


def _do(appointment: Appointment, item: Publishable) -> None:
    if appointment.act == Appointment.Act.PUBLISH:
        publishing.publish(item, author=appointment.author)
    else:
        publishing.withdraw(item, author=appointment.author)  # visitors are told what was written when it was planned


def _plan(item: Publishable, act: str, at: datetime, author) -> None:
    Appointment.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(item),
        object_id=item.pk,
        act=act,
        defaults={"at": at, "title": str(item)[:300], "author": author, "problem": ""},
    )
    record(item, Version.Act.SCHEDULED, author=author, note=f"{act} {at.isoformat()}")
