"""Making the sizes of pictures beside the site's work, at most a few times each."""

from collections.abc import Iterator
from functools import partial

from django.apps import apps
from django.db import transaction
from django.db.models import F
from django_tasks import task

from content.pictures.models import Illustration
from content.pictures.renditions import make_missing

MAX_TRIES = 5


def enqueue_renditions(illustration: Illustration) -> None:
    """Have the sizes of a saved `illustration` made as soon as its row is committed; call it after each save."""
    if illustration.ready:
        return
    label, key = illustration._meta.label_lower, str(illustration.pk)
    transaction.on_commit(partial(make_renditions.enqueue, label, key))


@task()
def make_renditions(model_label: str, pk: str) -> None:
    """Make what is missing of one picture, if it is due: its row says so, not this task, which may come twice or late."""
    illustration = _due(apps.get_model(model_label)).filter(pk=pk).first()
    if illustration:
        attempt(illustration)


def attempt(illustration: Illustration) -> int:
    """Try once to make what is missing of `illustration`, and return how many files were made; raise as that does.

    The try is counted first: a picture that takes the worker down with it is not tried for ever.
    """
    type(illustration)._base_manager.filter(pk=illustration.pk).update(tries=F("tries") + 1)
    return make_missing(illustration)


def all_due() -> Iterator[Illustration]:
    """Yield every picture of whatever app that has sizes to be made and tries left."""
    for model in apps.get_models():
        if issubclass(model, Illustration):
            yield from _due(model)


def try_again() -> None:
    """Give the pictures that have no tries left all of them back."""
    for model in apps.get_models():
        if issubclass(model, Illustration):
            model._base_manager.filter(ready=False).update(tries=0)


def _due(model):
    return model.with_sizes().filter(ready=False, tries__lt=MAX_TRIES)
