"""Put the hosts that a page needs into its Content-Security-Policy, and on no other page."""

from csp.constants import SELF
from django.conf import settings

from content.visitors.csp_sources import sources_wanted


class ThirdPartySources:
    """Stands inside django-csp's middleware and hands it what the page asked for by `csp_sources.allow`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with sources_wanted() as wanted:
            response = self.get_response(request)
        if wanted:
            response._csp_update = getattr(response, "_csp_update", None) or {}
            response._csp_update |= {directive: [*_ours(directive), *hosts] for directive, hosts in wanted.items()}
        return response


def _ours(directive: str) -> list[str]:
    # A directive that the settings leave to default-src replaces it once it is named: keep what default-src allowed.
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return [] if directive in directives else list(directives.get("default-src", [SELF]))
