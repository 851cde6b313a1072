"""Which other hosts a page may reach: none, unless what the page shows asks for it."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest


def request_of(context) -> HttpRequest | None:
    """Return the request that a template is drawn for, also inside `{% include … only %}`, which drops the variable."""
    return context.get("request") or getattr(context, "request", None)


def allow(request: HttpRequest | None, sources: Mapping[str, Iterable[str]]) -> None:
    """Let the page that answers `request` reach `sources` (directive → hosts); see ThirdPartySources.

    Without a request (a template rendered by itself) nothing is sent, so there is nothing to allow.
    """
    if request is None:
        return
    wanted = request.__dict__.setdefault("third_party_sources", {})
    for directive, hosts in sources.items():
        wanted.setdefault(directive, []).extend(host for host in hosts if host not in wanted[directive])


def without_analytics(view):
    """Mark `view` as one whose pages carry no analytics and no notice: they are about the visitor's own data."""

    def marked(request, *args, **kwargs):
        request.without_analytics = True
        return view(request, *args, **kwargs)

    return marked
