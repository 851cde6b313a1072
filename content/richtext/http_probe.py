"""Asking an address elsewhere whether it answers: politely, and never one inside our own network.

Two requests at most for each step: HEAD, and GET where a site doesn't like that. Bodies are never read.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection, InvalidURL
from threading import Lock, Timer
from time import monotonic, sleep
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

PATIENCE = 10  # seconds for each answer
MOST_REDIRECTS = 5
MOVED = {301, 302, 303, 307, 308}
# What sites answer to robots and to strangers, while visitors see the page: asked to log in, refused, not now.
SHY = {401, 402, 403, 405, 406, 407, 421, 425, 429, 451, 999}


NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ProbeProblem:
    """Why there was no answer, as it is stored."""

    UNKNOWN, SILENT, UNTRUSTED = "unknown", "silent", "untrusted"
    CIRCLE, INSIDE, MALFORMED = "circle", "inside", "malformed"


class ProbeAnswer(NamedTuple):
    """The status of HTTP that an address answered with at last, or the Problem that kept it from that."""

    status: int | None = None
    problem: str = ""

    @property
    def is_good(self) -> bool:
        """Whether visitors may well find something there."""
        return self.status is not None and (self.status < 400 or self.status in SHY)

    @property
    def is_final(self) -> bool:
        """Whether the site itself says that there is nothing."""
        return self.status in {404, 410}


class HostPace:
    """Keeps a second between two requests to one host, whichever thread asks."""

    def __init__(self, seconds: float = 1):
        self._seconds = seconds
        self._free_at: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, host: str) -> None:
        """Return when it is our turn at `host`."""
        with self._lock:
            turn = max(monotonic(), self._free_at.get(host, 0))
            self._free_at[host] = turn + self._seconds
        sleep(max(0, turn - monotonic()))


class _Inside(OSError):
    """The address leads into a network that isn't the internet."""


def probe_url(url: str, *, agent: str, pace: HostPace) -> ProbeAnswer:
    """Return what `url` answers, wherever it leads on to. agent: who asks, for the logs of the site. Raises nothing."""
    try:
        return _followed(url, agent, pace)
    except _Inside:
        return ProbeAnswer(problem=ProbeProblem.INSIDE)
    except socket.gaierror:
        return ProbeAnswer(problem=ProbeProblem.UNKNOWN)
    except ssl.SSLCertVerificationError:
        return ProbeAnswer(problem=ProbeProblem.UNTRUSTED)
    except (ValueError, InvalidURL):  # what urlsplit, http.client and the codec of host names say of a crooked address
        return ProbeAnswer(problem=ProbeProblem.MALFORMED)
    except (OSError, HTTPException):
        return ProbeAnswer(problem=ProbeProblem.SILENT)


def _followed(url: str, agent: str, pace: HostPace) -> ProbeAnswer:
    for _step in range(MOST_REDIRECTS + 1):
        target = urlsplit(iri_to_uri(url))
        if target.scheme not in {"http", "https"} or not target.hostname:
            return ProbeAnswer(problem=ProbeProblem.MALFORMED)
        status, location = _answer(target, "HEAD", agent, pace)
        if status >= 400:
            status, location = _answer(target, "GET", agent, pace)
        if status not in MOVED or not location:
            return ProbeAnswer(status)
        url = urljoin(target.geturl(), location)
    return ProbeAnswer(problem=ProbeProblem.CIRCLE)


def _answer(target: SplitResult, method: str, agent: str, pace: HostPace) -> tuple[int, str | None]:
    """Return the status and where the answer leads on to."""
    host = str(target.hostname).encode("idna").decode()
    pace.wait(host)
    kind = _GuardedHTTPS if target.scheme == "https" else _GuardedHTTP
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    connection = kind(host, target.port, timeout=PATIENCE)
    with _hung_up_in_time(connection):
        connection.request(method, path, headers={"User-Agent": agent, "Accept": "*/*", "Connection": "close"})
        with connection.getresponse() as response:
            return response.status, response.headers.get("Location")


@contextmanager
def _hung_up_in_time(connection: HTTPConnection) -> Iterator[None]:
    """Close the connection in the end, or when a site takes longer than that, a byte every few seconds say."""
    timer = Timer(2 * PATIENCE, _hang_up, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _hang_up(connection: HTTPConnection) -> None:
    with suppress(OSError):
        if connection.sock:
            connection.sock.shutdown(socket.SHUT_RDWR)


class _GuardedHTTP(HTTPConnection):
    def connect(self):
        self.sock = _connected(self.host, self.port)


class _GuardedHTTPS(HTTPSConnection):
    def connect(self):
        plain = _connected(self.host, self.port)
        try:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def _connected(host: str, port: int) -> socket.socket:
    """Connect to an address of `host` that was looked at first: asking the name twice may give two answers."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    outside = [address for address in found if _is_outside(address)]
    if not outside:
        raise _Inside(host)
    return socket.create_connection((outside[0], port), timeout=PATIENCE)


def _is_outside(address: str) -> bool:
    """Whether `address` is on the internet; one that is packed into another is looked at as well."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.is_loopback and getattr(settings, "LINK_CHECKS_REACH_LOOPBACK", False):  # in tests
        return True
    return all(each.is_global and not each.is_multicast for each in (ip, *_packed_in(ip)))


def _packed_in(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the IPv4 address that a gateway will be asked for: 6to4 (RFC 3056), NAT64 (RFC 6052)."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour:
            yield ip.sixtofour
        if ip in NAT64:
            yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
