"""Forms on pages that are the same for everybody: no cookie holds a token, so the browser says where a form came from."""

from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.views.decorators.csrf import csrf_exempt

_HARMLESS = {"GET", "HEAD", "OPTIONS", "TRACE"}


def same_origin_post(view):
    """Return `view` without Django's CSRF token, refusing with 403 whatever another site lets a visitor send.

    Browsers tell it in Sec-Fetch-Site and Origin, which no page can forge (Fetch standard §3.2; OWASP, CSRF
    prevention, «Fetch Metadata»). Who sends neither isn't a browser that somebody could abuse.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method not in _HARMLESS and _comes_from_elsewhere(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _comes_from_elsewhere(request) -> bool:
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return True
    origin = request.headers.get("Origin")
    return origin is not None and _host_in(origin) != request.get_host()


def _host_in(origin: str) -> str:
    """What no browser says, such as «http://[», names no host."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
