"""The acts that change what the public sees; admin, commands and tasks all come by here."""

from collections.abc import Iterator
from functools import partial

from django.db import router, transaction
from django.db.models.deletion import Collector

from content.workflow.models import Publishable
from content.workflow.redirects import remember_old_addresses
from content.workflow.signals import published


def announce(item: Publishable) -> None:
    """Tell search and whoever else listens that `item` may look different, as soon as the change is committed."""
    transaction.on_commit(partial(published.send, sender=type(item), pk=item.pk))


@transaction.atomic
def publish(item: Publishable) -> None:
    """Save `item` so that the public sees it."""
    item.publish()
    save(item)


@transaction.atomic
def unpublish(item: Publishable) -> None:
    """Save `item` as a draft that the public doesn't see."""
    item.unpublish()
    save(item)


@transaction.atomic
def save(item: Publishable) -> None:
    """Save `item`, keep the addresses that it leaves behind, and announce the change."""
    remember_old_addresses(item)
    item.save()
    announce(item)


@transaction.atomic
def delete(item: Publishable) -> None:
    """Delete `item`, and announce it and whatever goes with it. Raises ProtectedError when something still needs it."""
    for gone in _gone_with(item):
        announce(gone)
    item.delete()


def _gone_with(item: Publishable) -> Iterator[Publishable]:
    """Yield `item` and everything that the public may see and that its deletion takes along: an event's cases, say."""
    collector = Collector(using=router.db_for_write(type(item), instance=item))
    collector.collect([item])
    for found in [*collector.data.values(), *collector.fast_deletes]:
        yield from (each for each in found if isinstance(each, Publishable))
