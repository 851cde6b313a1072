"""The history of an object: a line for each act, with what the object was after it."""

from collections.abc import Iterable, Iterator

from content.workflow.models import Publishable, Version
from content.workflow.snapshot import Content, content_of

Act = Version.Act

# Acts that change what an object says; the others move it, show it or hide it.
WRITING = {Act.CREATED, Act.SAVED, Act.DRAFTED, Act.PUBLISHED, Act.DISCARDED, Act.RESTORED, Act.ANSWERED, Act.IMPORTED}


def record_act(item: Publishable, act: str, *, author=None, content: Content | None = None, note: str = "") -> Version:
    """Add a line to the history of `item`.

    content: what it is now, when that isn't what stands in its own row. author: the account, None for the site itself.
    """
    return Version.objects.create(
        target=item,
        act=act,
        content=content_of(item) if content is None else content,
        note=note[:300],
        title=str(item)[:300],
        author=author,
        author_name=(author.get_full_name() or author.get_username()) if author else "",
    )


def written_before(version: Version) -> Version | None:
    """Return the version that `version` changed: the one before it that wrote something; None for the first."""
    return Version.objects.before(version).filter(act__in=WRITING).first()


def with_predecessors(versions: Iterable[Version]) -> Iterator[tuple[Version, Version | None]]:
    """Yield each of `versions`, the latest first, with the one that it changed; None for one that changed nothing.

    One query, for what the last of them changed.
    """
    given = list(versions)
    writing = [version for version in given if version.act in WRITING]
    older = [*writing[1:], written_before(writing[-1]) if writing else None]
    changed = {version.number: before for version, before in zip(writing, older, strict=True)} if writing else {}
    yield from ((version, changed.get(version.number)) for version in given)
