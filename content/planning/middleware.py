"""What is due is done before a page is answered."""

import logging

from content.planning.due_cache import DueCache

logger = logging.getLogger(__name__)

outlook = DueCache()


class DueChanges:
    """Do what should have happened by now before answering, so that the first visitor at nine sees the page of nine.

    No page waits for it but at such a moment: the process knows when the next one is. What an editor sends is left
    alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in {"GET", "HEAD"}:
            keep_up(outlook)
        return self.get_response(request)


def keep_up(known: DueCache) -> None:
    """Do what is due, as far as it is `known`. When that fails the log tells, and whoever asked goes on."""
    try:
        known.keep_up()
    except Exception:
        logger.exception("What was planned could not be looked up, and will be again")
