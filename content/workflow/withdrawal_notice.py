"""What visitors are told who look for something that an editor took offline."""

from collections.abc import Iterator

from django.db.models import CASCADE, Model

from content.workflow.models import Publishable, Withdrawal


def farewell_of(item: Model) -> Withdrawal | None:
    """Return what is to be told of `item`, which the public doesn't see any more, or None if an editor said nothing.

    What went offline because of what it belongs to, a case with its event, says what is said of that. The reason for a
    withdrawal that is planned is told by nobody before.
    """
    for each in _with_owners(item):
        if isinstance(each, Publishable) and not each.is_live:
            said = Withdrawal.objects.of(each).first()
            if said:
                return said
    return None


def _with_owners(item: Model) -> Iterator[Model]:
    """Yield `item` and, from near to far, what it can't be without: a photo's album, and the event of that."""
    yield item
    for field in item._meta.concrete_fields:
        if field.remote_field and field.remote_field.on_delete is CASCADE:
            owner = getattr(item, field.name)
            if isinstance(owner, Publishable):
                yield from _with_owners(owner)
