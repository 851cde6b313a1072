"""Which other hosts a page may reach: none, unless what the page shows asks for it while it is drawn."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from csp.constants import SELF
from django.conf import settings

# What the page that is being drawn asks for, directive → hosts; None when nobody will send a policy with it.
_wanted: ContextVar[dict[str, list[str]] | None] = ContextVar("wanted sources", default=None)


@contextmanager
def sources_wanted() -> Iterator[dict[str, list[str]]]:
    """Yield what the page drawn inside asks for; a page within that page has a `with` of its own."""
    wanted: dict[str, list[str]] = {}
    outer = _wanted.set(wanted)
    try:
        yield wanted
    finally:
        _wanted.reset(outer)


def allow_sources(sources: Mapping[str, Iterable[str]]) -> None:
    """Let the page that is being drawn reach `sources` (directive → hosts); a template drawn for nobody reaches none."""
    wanted = _wanted.get()
    if wanted is None:
        return
    for directive, hosts in sources.items():
        there = wanted.setdefault(directive, [])
        there.extend(host for host in hosts if host not in there)


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
