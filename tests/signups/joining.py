"""Joining, as a browser does it."""

import re
from time import time

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from content.mail.models import OutboxMessage
from signups.joining.registering import register_waiting


def address(name: str, *arguments, language: str = "en") -> str:
    """Return the path of a page in `language`."""
    with override(language):
        return reverse(name, args=arguments)


def answers(language: str = "en", **changes) -> dict:
    """Return what a browser sends when Anna has filled in the form; a change to None leaves a field out."""
    filled = {
        "name": "Anna de Vries", "email": "anna@example.org", "kind": "citizen", "language": language,
        "consent": "on", "version": "3",
    } | changes  # fmt: skip
    filled.setdefault("ticket", waited(filled["email"]))
    return {name: value for name, value in filled.items() if value is not None}


def waited(email: str | None) -> str:
    """Return what a browser without scripts shows when it has waited: see signups.joining.proof_of_work."""
    return signing.dumps([as_kept(email or ""), time() - 60], salt="signups.joining.proof_of_work")


def as_kept(email: str) -> str:
    """Return an address as it is registered, with its host in small letters."""
    name, at, host = email.strip().rpartition("@")
    return f"{name}{at}{host.lower()}"


def join_now(browser, page: str = "en", **changes):
    """Send the form on the page in the language `page`, let the site do what follows, and return the answer."""
    answer = browser.post(address("signups:join", language=page), answers(**{"language": page, **changes}))
    register_waiting()
    return answer


def code_in(mail: OutboxMessage) -> str:
    """Return the six digits in a mail, which stand in its text by themselves."""
    return re.search(r"^(\d{6})$", mail.text, re.MULTILINE).group(1)


def link_in(mail: OutboxMessage, page: str) -> str:
    """Return the path of the link in a mail that has `page` in it."""
    return re.search(rf"^https?://[^/]+(/\S*/{page}/\S*)$", mail.text, re.MULTILINE).group(1)
