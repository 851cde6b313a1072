"""Several drafts that go live together at one moment, or none of them does."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.planning.related_objects import everything_of, in_order
from content.workflow import publishing
from content.workflow.completeness import said_of
from content.workflow.drafts import dry_run
from content.workflow.models import Draft, Publishable, Release, ReleaseItem, State


class ReleaseProblem(NamedTuple):
    """Why one item keeps a release from being published."""

    item: Publishable
    reasons: list[str]


class ReleaseRefused(ValidationError):
    """A release can't be published, or changed, as asked. `problems`: what is wrong with which item."""

    def __init__(self, message: str = "", problems: Iterable[ReleaseProblem] = ()):
        self.problems = list(problems)
        said = [f"{item_name(problem.item)}: {reason}" for problem in self.problems for reason in problem.reasons]
        super().__init__([message] if message else said)


def item_name(item: Publishable) -> str:
    """Return what to call `item` among others of any kind: its kind and its name."""
    return _("%(kind)s “%(title)s”") % {"kind": item._meta.verbose_name, "title": item}


def lock_release(release: Release) -> Release:
    """Return `release` as it is now, which nobody else may change until the transaction ends. Refuses what is published."""
    standing = Release.objects.select_for_update().get(pk=release.pk)
    if standing.released_at:
        raise ReleaseRefused(_("This release is published already."))
    return standing


# --- What is in it -------------------------------------------------------------------------------------------------


def items_of(release: Release) -> list[Publishable]:
    """Return what `release` holds, in the order in which it is published; what was deleted since is left out.

    A query for each kind.
    """
    keys: dict[int, list] = {}
    for kind, key in release.items.values_list("content_type_id", "object_id"):
        keys.setdefault(kind, []).append(key)
    found: list[Publishable] = []
    for kind, wanted in keys.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        found += model._base_manager.filter(pk__in=wanted) if model else []  # type: ignore[arg-type]
    return in_order(found)


def is_waiting(item: Publishable, drafted: bool | None = None) -> bool:
    """Whether a release has something to publish of `item`. drafted: whether it has a Draft, for who knows."""
    if item.state == State.BINNED:
        return False
    if item.state != State.PUBLISHED:
        return True
    return Draft.objects.of(item).exists() if drafted is None else drafted


def open_release_of(item: Publishable) -> Release | None:
    """Return the release that `item` will go live with, if there is one."""
    membership = ReleaseItem.objects.of(item).filter(release__released_at__isnull=True).select_related("release")
    found = membership.first()
    return found.release if found else None


def waiting_with(item: Publishable) -> list[Publishable]:
    """Return what waits of `item` and of everything around it (see belongings.py), in order."""
    drafted = set(Draft.objects.values_list("object_id", flat=True))
    return [each for each in in_order(everything_of(item)) if is_waiting(each, each.pk in drafted)]


@transaction.atomic
def add_items(release: Release, items: Iterable[Publishable]) -> None:
    """Let `items` go live with `release`. Raises ReleaseRefused when one of them belongs to another release already.

    What is added to a planned release must be complete: it goes live without anybody looking again.
    """
    standing = lock_release(release)
    for item in sorted(items, key=lambda each: str(each.pk)):  # everybody waits for them in the same order
        type(item)._base_manager.select_for_update().get(pk=item.pk)
        other = open_release_of(item)
        if other is not None and other != standing:
            said = _("This is in the release “%(title)s” already.") % {"title": other}
            raise ReleaseRefused(problems=[ReleaseProblem(item, [said])])
        ReleaseItem.objects.get_or_create(
            release=standing, content_type=ContentType.objects.get_for_model(item), object_id=item.pk
        )
    if standing.at:
        check_release(standing)


@transaction.atomic
def remove_items(release: Release, items: Iterable[Publishable]) -> None:
    """Let `items` go live without `release`."""
    standing = lock_release(release)
    for item in items:
        ReleaseItem.objects.of(item).filter(release=standing).delete()


# --- Publishing it -------------------------------------------------------------------------------------------------


@transaction.atomic
def release_now(release: Release, *, author=None) -> list[Publishable]:
    """Publish all that waits in `release`; return it. What is published already is left alone, so twice does no harm.

    Raises ReleaseRefused with all that is wrong with any of it; then nothing has changed.
    """
    standing = Release.objects.select_for_update().get(pk=release.pk)
    if standing.released_at:
        return []
    shown = _publish_all(standing, author)
    standing.released_at, standing.problem = timezone.now(), ""
    standing.save(update_fields=["released_at", "problem"])
    return shown


def check_release(release: Release) -> None:
    """Raise ReleaseRefused with all that keeps `release` from being published as it is now, or when nothing waits."""
    with dry_run():
        shown = _publish_all(release, None)
    if not shown:
        raise ReleaseRefused(_("Nothing in this release waits to be published."))


def _publish_all(release: Release, author) -> list[Publishable]:
    """Publish each, or raise with the problems of all; the caller's transaction takes back those that went well."""
    shown, problems = [], []
    for item in items_of(release):
        if not is_waiting(item):
            continue
        try:
            with transaction.atomic():
                shown.append(publishing.publish(item, author=author, note=release.title))
        except ValidationError as error:
            problems.append(ReleaseProblem(item, said_of(item, error)))
        except IntegrityError:
            problems.append(ReleaseProblem(item, [_("Something else has taken its address, or its place.")]))
    if problems:
        raise ReleaseRefused(problems=problems)
    return shown
