"""The bin: what editors threw away, for thirty days."""

from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.workflow import publishing
from content.workflow.models import Publishable, State, Version
from content.workflow.trash_groups import last_thrown_away, owner_in

KEPT_FOR = timedelta(days=30)


class TrashEntry(NamedTuple):
    """One thing in the bin; `along`: what went there with it. `line`: of its history, None when nobody knows."""

    item: Publishable
    line: Version | None
    along: list[Publishable]

    @property
    def days_left(self) -> int:
        """How many days it stays; a day that has begun counts."""
        left = (self.item.binned_at or timezone.now()) + KEPT_FOR - timezone.now()
        return max(ceil(left / timedelta(days=1)), 0)


def publishable_models() -> list[type[Publishable]]:
    """Return every kind that may be thrown away."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def trash_entries(models: list[type[Publishable]] | None = None) -> list[TrashEntry]:
    """Return what lies in the bin, the latest first; what went along with something stands with that.

    models: what may be seen, all when not given. One query for each kind, and one for their history.
    """
    items = [
        item for model in models or publishable_models() for item in model._base_manager.filter(state=State.BINNED)
    ]
    lines = last_thrown_away(items)
    there = {str(item.pk) for item in items}
    along: dict[str, list[Publishable]] = {}
    own = []
    for item in items:
        line = lines.get(str(item.pk))
        owner = owner_in(line.note) if line else None
        if owner and owner.key in there:
            along.setdefault(owner.key, []).append(item)
        else:
            own.append(item)
    found = [TrashEntry(item, lines.get(str(item.pk)), along.get(str(item.pk), [])) for item in own]
    return sorted(found, key=lambda entry: entry.item.binned_at or timezone.now(), reverse=True)


def empty_bin(now: datetime | None = None) -> int:
    """Erase what has lain in the bin for thirty days by `now`; return how much. What is still needed stays."""
    latest, count = (now or timezone.now()) - KEPT_FOR, 0
    for model in publishable_models():
        overdue = model._base_manager.filter(state=State.BINNED, binned_at__lte=latest)
        count += sum(_erased(model, key) for key in list(overdue.values_list("pk", flat=True)))
    return count


@transaction.atomic
def erase_trashed(item: Publishable) -> None:
    """Delete for good what lies in the bin, and whatever goes with it.

    Raises ProtectedError as long as something needs it, ValidationError when any of it isn't in the bin.
    """
    kept = [gone for gone in publishing.gone_with(item) if gone.state != State.BINNED]
    if kept:
        raise ValidationError(_("“%(title)s” isn’t in the bin.") % {"title": kept[0]})
    publishing.erase(item)


def _erased(model: type[Publishable], key) -> bool:
    """Erase one thing, each by itself: one that can't be keeps no other from it."""
    try:
        with transaction.atomic():
            item = model._base_manager.select_for_update().filter(pk=key, state=State.BINNED).first()
            if item is not None:
                erase_trashed(item)
    except (ProtectedError, ValidationError):
        return False
    return item is not None
