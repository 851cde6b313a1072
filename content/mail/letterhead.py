"""Who a mail comes from: the name of the site and how to reach whoever runs it.

The settings that say so lie above this room, so the app that keeps them tells where to ask.
"""

from collections.abc import Callable
from typing import NamedTuple

from content.mail.site_url import site_host


class Letterhead(NamedTuple):
    """name: of the site, in the language of the mail. contact: an e-mail address, or nothing."""

    name: str
    organisation: str = ""
    contact: str = ""


_sources: list[Callable[[str], Letterhead]] = []


def register_letterhead(source: Callable[[str], Letterhead]) -> Callable[[str], Letterhead]:
    """Let `source` say, for a language, what stands on a mail: a decorator for the one function in a letterhead.py."""
    _sources[:] = [source]
    return source


def site_letterhead(language: str) -> Letterhead:
    """Return what stands on a mail in `language`; without a source, the name of the host."""
    return _sources[0](language) if _sources else Letterhead(site_host())
