"""Which other hosts a page may reach: none, unless what the page shows asks for it while it is drawn."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

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
