"""Answer 301 for an address that a page had once."""

from django.http import HttpResponsePermanentRedirect

from content.workflow.redirects import target_of


class OldAddresses:
    """Look for a redirect, but only where there is no page: pages cost nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        target = target_of(request.path_info)
        return HttpResponsePermanentRedirect(target) if target else response
