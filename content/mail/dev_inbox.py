"""Mails at an address of their own, for whoever tries the site out: nothing leaves, and every link can be followed.

With these links anybody could open anybody's data. So there is such an address only where EMAIL_URL=shown:// asks for
it, on a site without https, and for requests from the machine itself that nobody passed on.
"""

from functools import wraps
from ipaddress import ip_address
from typing import Any
from uuid import UUID

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.mail.models import OutboxMessage
from content.mail.outbox.message import NotAMail, compose_message
from content.mail.site_url import on_this_site

NEWEST = 100
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")
_LINKS_LEAVE_THE_FRAME = '<base target="_blank">'


def for_this_machine(view):
    """Answer 404 to everybody else, as if there were no such address."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs):
        if not (settings.MAIL_SHOWN and not settings.HTTPS and _comes_from_here(request)):
            raise Http404
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return require_safe(guarded)


def _comes_from_here(request: HttpRequest) -> bool:
    if any(name in request.headers for name in PASSED_ON):
        return False
    host, _port = split_domain_port(request.get_host())
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and (host == "localhost" or _is_loopback(host.strip("[]")))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


@for_this_machine
def all_mails(request):
    """The newest mails, whether their time has come or not."""
    mails = OutboxMessage.objects.order_by("-created_at")[:NEWEST]
    return render(request, "mail/shown.html", {"mails": mails, "language": get_language()})


@for_this_machine
def one_mail(request, key: UUID):
    """One mail: headers, what it looks like, and its text."""
    mail = get_object_or_404(OutboxMessage, pk=key)
    return render(
        request, "mail/shown_mail.html", {"mail": mail, "headers": _headers(mail), "language": get_language()}
    )


@for_this_machine
def html_of_mail(request, key: UUID):
    """What a mail client would show, in a frame that runs nothing and loads pictures alone."""
    return in_frame(get_object_or_404(OutboxMessage.objects.exclude(html=""), pk=key).html)


def in_frame(html: str) -> HttpResponse:
    """Return the HTML of a mail for a frame on a page of ours. Mails bring their styles along; they may show pictures of ours, and run nothing."""
    response: Any = HttpResponse(on_this_site(html).replace("<head>", f"<head>{_LINKS_LEAVE_THE_FRAME}", 1))
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_config = {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
    return response


def _headers(mail: OutboxMessage) -> list[tuple[str, str]]:
    try:
        return list(compose_message(mail).message().items())
    except (NotAMail, ValueError) as reason:
        return [("", str(reason))]
