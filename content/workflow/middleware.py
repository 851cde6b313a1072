"""What comes before and after a page: what is due is done first, and an address that a page had once leads on."""

import logging

from django.http import Http404

from content.languages.views import permanent_redirect
from content.workflow.outlook import DueCache
from content.workflow.redirects import target_of

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


class OldAddresses:
    """Look for a redirect, but only where there is no page: pages cost nothing. What it led to may be gone by now (410)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            raise Http404  # PostgreSQL takes no question with it
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        target = target_of(request.path_info)
        return permanent_redirect(target) if target else response
