"""Put the hosts that a page needs into its Content-Security-Policy, and on no other page."""

from csp.constants import SELF
from django.conf import settings


class ThirdPartySources:
    """Stands inside django-csp's middleware and hands it what `content.consent.sources.allow` gathered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        wanted = getattr(request, "third_party_sources", None)
        if wanted:
            response._csp_update = getattr(response, "_csp_update", None) or {}
            response._csp_update |= {directive: [*_ours(directive), *hosts] for directive, hosts in wanted.items()}
        return response


def _ours(directive: str) -> list[str]:
    # A directive that the settings leave to default-src replaces it once it is named: keep what default-src allowed.
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return [] if directive in directives else list(directives.get("default-src", [SELF]))
