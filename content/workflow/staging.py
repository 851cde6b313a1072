"""The site as it will look once drafts are published, by publishing them for a moment."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from content.workflow import publishing
from content.workflow.models import Publishable
from content.workflow.signals import published
from content.workflow.trial import trial


@contextmanager
def staged(items: Iterable[Publishable]) -> Iterator[list[Publishable]]:
    """Publish `items`, yield them as they are then, and take it all back: what is rendered inside is what will appear.

    The index follows inside as well, for texts ask it where a link leads. Raises ValidationError when one of them can't
    be published.
    """
    with trial():
        shown = [publishing.publish(item) for item in items]
        for item in shown:
            published.send(sender=type(item), pk=item.pk)
        yield shown
