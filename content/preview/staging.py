"""The site as it will look once drafts are published, by publishing them for a moment."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content.planning.related_objects import in_order, leading_fields
from content.planning.releases import ReleaseProblem, is_waiting
from content.texts.languages import language_columns, saving_language
from content.workflow import publishing
from content.workflow.completeness import said_of
from content.workflow.drafts import dry_run
from content.workflow.models import Draft, Publishable, State
from content.workflow.redirects import remember_old_addresses
from content.workflow.signals import published
from content.workflow.snapshot import put_shown


class NotReady(ValidationError):
    """Something can't be published as it is. `problems`: what is wrong with which item."""

    def __init__(self, problems: list[ReleaseProblem]):
        self.problems = problems
        super().__init__([reason for problem in problems for reason in problem.reasons])


@contextmanager
def trial_publish(items: Iterable[Publishable]) -> Iterator[list[Publishable]]:
    """Publish `items`, yield them as they are then, and take it all back: what is rendered inside is what will appear.

    The index follows inside as well, for texts ask it where a link leads. Raises NotReady, a ValidationError, when some
    of them can't be published.
    """
    with dry_run():
        given = list(items)
        changed = _published(in_order(item for item in given if is_waiting(item)))
        for item in changed.values():
            published.send(sender=type(item), pk=item.pk)
        yield [changed.get(item.pk, item) for item in given]


@contextmanager
def preview_publish(items: Iterable[Publishable], *, searched: bool = False) -> Iterator[None]:
    """Let pages show `items` as `staged` does, at a fraction of its cost: nothing is checked, no history is written.

    The index follows where addresses change or something appears, or when it is `searched`. Raises NotReady when the
    database refuses them.
    """
    given = list(items)
    with dry_run():
        try:
            with transaction.atomic():
                for item in in_order(given):
                    _show(item, searched)
        except (IntegrityError, ValidationError):
            for item in _published(in_order(item for item in given if is_waiting(item))).values():
                published.send(sender=type(item), pk=item.pk)
        yield


def needed_for(items: Iterable[Publishable]) -> list[Publishable]:
    """Return the drafts that the public has to see before it can see `items`: the event of a case, say."""
    found = {item.pk: item for item in items}
    own = set(found)
    for item in list(found.values()):
        for field in leading_fields(type(item)):
            owner = None if field.blank or field.many_to_many else getattr(item, field.name)
            if owner is not None and owner.state == State.DRAFT:
                found.setdefault(owner.pk, owner)
    return [item for key, item in found.items() if key not in own]


def _show(item: Publishable, searched: bool) -> None:
    """Do to `item` what of `publishing.publish` visitors see."""
    draft = Draft.objects.of(item).first()
    if item.is_live and draft is None:
        return
    live: Any = type(item)._base_manager.get(pk=item.pk)
    before = copy(live)
    live.publish()
    with saving_language():
        if draft:
            put_shown(live, draft.before, draft.after)
        lacks_address = hasattr(live, "addresses") and not all(
            getattr(live, column) for column in language_columns("slug")
        )
        if not draft or lacks_address:
            live.clean()
            live.save()
    live.after_publishing()
    is_moved = not before.is_live or _moved(live, before)
    if is_moved:
        remember_old_addresses(live, before)
    if searched or is_moved:
        published.send(sender=type(live), pk=live.pk)


def _moved(live: Any, before: Any) -> bool:
    """Whether links lead elsewhere now, or what it belongs to is another."""
    if hasattr(live, "addresses") and live.addresses() != before.addresses():
        return True
    own = [field.attname for field in leading_fields(type(live)) if not field.many_to_many]
    return any(getattr(live, name) != getattr(before, name) for name in own)


def _published(items: list[Publishable]) -> dict:
    """Publish each; return key → item, or raise NotReady with the problems of all."""
    shown, problems = {}, []
    for item in items:
        try:
            with transaction.atomic():
                shown[item.pk] = publishing.publish(item)
        except ValidationError as error:
            problems.append(ReleaseProblem(item, said_of(item, error)))
        except IntegrityError:
            problems.append(ReleaseProblem(item, [_("Something else has taken its address, or its place.")]))
    if problems:
        raise NotReady(problems)
    return shown
