"""The history of an object: a line for each act, with what the object was after it."""

from content.workflow.models import Publishable, Version
from content.workflow.snapshot import Content, content_of


def record(item: Publishable, act: str, *, author=None, content: Content | None = None, note: str = "") -> Version:
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
