"""Who sends a public form, as far as one must know that to bound abuse: a mark that tells nothing after a day."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

# A provider gives each household this much of the newer addresses; who changes within it is the same sender.
_HOUSEHOLD = 64


class TooManyRequests(Exception):
    """Somebody sends more than any person would; visitors get the page for 429."""


def sender_of(request: HttpRequest) -> str:
    """Return a mark of the network address that `request` comes from, another one each day; the address isn't kept.

    Behind a proxy (settings.BEHIND_PROXY) it is the address that the proxy saw, which it writes last.
    """
    salt = f"content.consent.sender.{timezone.localdate().isoformat()}"
    return salted_hmac(salt, _place(_address(request)), algorithm="sha256").hexdigest()


def is_known(request: HttpRequest) -> bool:
    """Whether the address that `request` comes from is that of somebody: not this machine's own, on which a proxy may
    stand in front of us of which we weren't told (settings.BEHIND_PROXY).
    """
    try:
        return not ip_address(_address(request)).is_loopback
    except ValueError:
        return True


def _address(request: HttpRequest) -> str:
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _place(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    mapped = known.ipv4_mapped
    return str(mapped or ip_network((known, _HOUSEHOLD), strict=False))
