"""Pages that only the holder of a link may see: how the link is made, and how its page is kept to its reader."""

import secrets


def mark_private(response):
    """Return `response` as one that nobody keeps, lists, or hears of from the browser."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def new_secret() -> str:
    """Return what makes a link impossible to guess: 192 bits."""
    return secrets.token_urlsafe(24)
