"""What is to happen at a moment, and making it happen: without a clock of its own, whenever somebody looks."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.planning import releases
from content.workflow import publishing
from content.workflow.completeness import said_of
from content.workflow.drafts import dry_run
from content.workflow.models import Appointment, Publishable, Release, Version
from content.workflow.versions import record_act

logger = logging.getLogger(__name__)

_listeners: list[Callable[[], None]] = []


def when_planned(listener: Callable[[], None]) -> None:
    """Call `listener` whenever this process has changed the schedule."""
    _listeners.append(listener)


@transaction.atomic
def plan_publication(item: Publishable, at: datetime, *, author=None) -> None:
    """Have `item` published at `at` with whatever waits then. Raises ValidationError when it couldn't be now."""
    publishing.lock_item(item)  # before the trial, whose end would let go of the row
    with dry_run():
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
def plan_release(release: Release, at: datetime, *, author=None) -> None:
    """Have all of `release` published at `at`, as it is then. Raises ReleaseRefused when it couldn't be now."""
    standing = releases.lock_release(release)
    releases.check_release(standing)
    standing.at, standing.author, standing.problem = at, author, ""
    standing.save(update_fields=["at", "author", "problem"])
    _tell_listeners()


@transaction.atomic
def cancel_release(release: Release) -> None:
    """Take `release` from the schedule."""
    standing = releases.lock_release(release)
    standing.at, standing.problem = None, ""
    standing.save(update_fields=["at", "problem"])


@transaction.atomic
def cancel_appointments(item: Publishable, *, author=None) -> None:
    """Take everything that was to happen to `item` from the schedule."""
    deleted, _kinds = Appointment.objects.of(item).delete()
    if deleted:
        record_act(item, Version.Act.UNSCHEDULED, author=author)


def run_due(now: datetime | None = None) -> int:
    """Do all that should have happened by `now`, the earliest first; return how much was done.

    What can't be done is kept with the reason, and tried no more until an editor plans it anew.
    """
    moment = now or timezone.now()
    return sum(_tried(due, moment) for due in _all_due(moment))


def next_moment() -> datetime | None:
    """Return when the next thing is to happen, or None; one query."""
    alone = Appointment.objects.coming().order_by().values_list("at")
    together = Release.objects.coming().order_by().values_list("at")
    first = alone.union(together).order_by("at").first()
    return first[0] if first else None


class _Due(NamedTuple):
    """The key of something whose moment has come."""

    at: datetime
    act: str
    model: type[Appointment] | type[Release]
    key: UUID


def _all_due(now: datetime) -> list[_Due]:
    """At the same moment, “publish” comes before “withdraw”: what is in doubt isn't shown."""
    alone = Appointment.objects.due(now).values_list("at", "act", "pk")
    together = Release.objects.due(now).values_list("at", "pk")
    due = [_Due(at, act, Appointment, key) for at, act, key in alone]
    due += [_Due(at, Appointment.Act.PUBLISH, Release, key) for at, key in together]
    return sorted(due, key=lambda each: each[:2])


def _tried(due: _Due, now: datetime) -> bool:
    """Do it; what went wrong with one thing must not keep the others from happening."""
    try:
        with override(settings.LANGUAGE_CODE):
            return _run(due, now)
    except Exception:
        logger.exception("%s %s could not be done, and will be tried again", due.model.__name__, due.key)
        return False


@transaction.atomic
def _run(due: _Due, now: datetime) -> bool:
    """Do one thing, unless another process was faster; keep with it why it couldn't be done."""
    planned = due.model.objects.select_for_update().due(now).filter(pk=due.key).first()
    if planned is None:
        return False
    try:
        with transaction.atomic():
            return _do(planned)
    except OperationalError:
        raise  # the database is busy or away: nothing that an editor could mend
    except ValidationError as error:
        item = None if isinstance(planned, Release) else planned.target
        planned.problem = "\n".join(error.messages if item is None else said_of(item, error))
    except Exception:
        logger.exception("%s can't be done", planned)
        planned.problem = _("The site made an error, which its log tells about. Ask who looks after the site.")
    planned.save(update_fields=["problem"])
    return False


def _do(planned: Appointment | Release) -> bool:
    if isinstance(planned, Release):
        releases.release_now(planned, author=planned.author)
        return True
    item = planned.target
    if item is None:
        planned.delete()
        return False
    if planned.act == Appointment.Act.PUBLISH:
        publishing.publish(item, author=planned.author)
    else:
        publishing.withdraw(item, author=planned.author)  # visitors are told what was written when it was planned
    return True


def _plan(item: Publishable, act: str, at: datetime, author) -> None:
    Appointment.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(item),
        object_id=item.pk,
        act=act,
        defaults={"at": at, "title": str(item)[:300], "author": author, "problem": ""},
    )
    record_act(item, Version.Act.SCHEDULED, author=author, note=f"{act} {at.isoformat()}")
    _tell_listeners()


def _tell_listeners() -> None:
    """Once it is stored: a listener that asks the database before would learn nothing."""
    for listener in _listeners:
        transaction.on_commit(listener)
