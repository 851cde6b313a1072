"""Pages that carry no analytics and no notice."""

from functools import wraps

from django.http import HttpRequest


def request_of(context) -> HttpRequest | None:
    """Return the request that a template is drawn for, also inside `{% include … only %}`, which drops the variable."""
    return context.get("request") or getattr(context, "request", None)


def without_analytics(view):
    """Mark `view`, as `csrf_exempt` does, as one whose pages carry neither: they are about the visitor's own data."""

    @wraps(view)
    def marked(*args, **kwargs):
        return view(*args, **kwargs)

    marked.without_analytics = True  # type: ignore[attr-defined]  # which decorators and as_view() hand on
    return marked


def is_without_analytics(request: HttpRequest | None) -> bool:
    """Whether the view that answers `request` is marked so."""
    match = getattr(request, "resolver_match", None)
    return getattr(match and match.func, "without_analytics", False)
