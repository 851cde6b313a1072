"""Working on what waits: laying a draft over the live object for a moment, and taking back what was only tried."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.workflow.models import Draft, Publishable, State
from content.workflow.snapshot import Content, VanishedReference, save_content


def draft_of(item: Publishable) -> Draft | None:
    """Return the changes to `item` that wait, if there are any."""
    return Draft.objects.of(item).select_related("author").first()


def apply_changes(item: Publishable, before: Content, after: Content) -> list[str]:
    """Put what `after` changes of `before` into the row of `item`; return what didn't fit, in words.

    What another object has taken meanwhile, an address say, stays as it is. The row isn't public from then on, for a
    draft may lack what visitors need.
    """
    try:
        with transaction.atomic():
            vanished = save_content(_unpublished(item), before, after)
    except IntegrityError:
        item.refresh_from_db()
        _unpublished(item)
        vanished = save_content(item, before, _without_unique(item, after))
        said = [_("Something else has taken the address, or the place, that this draft asked for. Choose another.")]
    else:
        said = []
    return said + [words for _name, words in said_of_vanished(item, vanished)]


def _unpublished(item: Publishable) -> Publishable:
    item.state = State.DRAFT if item.is_live else item.state
    return item


def said_of_vanished(item: Publishable, vanished: Iterable[VanishedReference]) -> list[tuple[str, str]]:
    """Return (name of the field, what to say) for what a content led to and that isn't there any more."""
    labels = {each.field: capfirst(str(_label(item, each.field))) for each in vanished}
    words = _("%(field)s: what this draft refers to has been deleted, and was left out.")
    return [(name, words % {"field": label}) for name, label in labels.items()]


def _label(item: Publishable, name: str) -> str:
    """Return what editors call a field of `item` or of its parts."""
    parts: list[Any] = [item._meta.get_field(relation).related_model for relation in item.parts]
    fields = {field.name: field for model in [*parts, type(item)] for field in model._meta.get_fields()}
    return getattr(fields[name], "verbose_name", name)


def _without_unique(item: Publishable, content: Content) -> Content:
    unique = {
        name
        for constraint in item._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        for name in constraint.fields
    }
    return {**content, "fields": {name: value for name, value in content["fields"].items() if name not in unique}}


@contextmanager
def dry_run() -> Iterator[None]:
    """Roll back whatever is done inside, however it ends. What is to be kept of it is taken out as plain data.

    Nothing that hangs on `on_commit` runs: no search index, no mail, no task. A response must be rendered inside.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
