"""An address that a page had once leads on to where the page is now."""

from django.http import Http404

from content.languages.views import permanent_redirect
from content.workflow.redirects import target_of


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
