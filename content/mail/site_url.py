"""Where the site is, for mails: they are written by a worker too, whom nobody asked for at an address."""

from urllib.parse import urlsplit

from django.conf import settings


def site_address() -> str:
    """Return the site's address, such as https://www.example.org, without a slash at its end (setting SITE_URL).

    Never the Host header of a request: whoever sends a form could lead others anywhere by it.
    """
    return settings.SITE_URL


def site_host() -> str:
    """Return the name in it, such as www.example.org."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def on_this_site(html: str) -> str:
    """Return a mail for a page of ours, which takes pictures from the address at which it is read, and from no other."""
    return html.replace(f' src="{site_address()}/', ' src="/')
