"""Making the sizes of pictures beside the site's work, at most a few times each."""

from collections.abc import Iterator
from functools import partial

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q
from django_tasks import task

from content.pictures.models import ImageBase, every_kind
from content.pictures.renditions.files import make_missing

MAX_TRIES = 5


def enqueue_renditions(illustration: ImageBase) -> None:
    """Have the sizes of a saved `illustration` made as soon as its row is committed; call it after each save."""
    if illustration.ready:
        return
    label, key = illustration._meta.label_lower, str(illustration.pk)
    transaction.on_commit(partial(make_renditions.enqueue, label, key))


@task()
def make_renditions(model_label: str, pk: str) -> None:
    """Make what is missing of one picture, if it is due: its row says so, not this task, which may come twice or late.

    One that fails goes behind those that wait, as long as it has tries left.
    """
    illustration = _due(apps.get_model(model_label)).filter(pk=pk).first()
    if illustration is None:
        return
    try:
        try_rendering(illustration)
    finally:
        enqueue_renditions(illustration)


def try_rendering(illustration: ImageBase) -> int:
    """Try once to make what is missing of `illustration`, and return how many files were made; raise as that does.

    The try is counted first: a picture that takes the worker down with it is not tried for ever.
    """
    type(illustration)._base_manager.filter(pk=illustration.pk).update(tries=F("tries") + 1)
    return make_missing(illustration)


def all_due() -> Iterator[ImageBase]:
    """Yield every picture of whatever app that has sizes to be made and tries left."""
    for kind in every_kind():
        yield from _due(kind)


def try_again() -> None:
    """Give the pictures that have no tries left all of them back."""
    for kind in every_kind():
        kind._base_manager.filter(ready=False).update(tries=0)


def enqueue_all_due() -> None:
    """Have made what a killed worker left, and once more what has no tries left: there may be room by now. For each night."""
    for kind in every_kind():
        kind._base_manager.filter(given_up()).update(tries=MAX_TRIES - 1)
    for illustration in all_due():
        enqueue_renditions(illustration)


def given_up() -> Q:
    """Return the condition that the sizes of a picture could not be made."""
    return Q(ready=False, tries__gte=MAX_TRIES) & ~Q(digest="")


def _due(kind):
    return kind.with_sizes().filter(ready=False, tries__lt=MAX_TRIES)
