"""Asking the site for something, and taking back whatever came of it."""

from typing import NamedTuple

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

ALLOWED, REFUSED, SIGN_IN, MISSING, WRONG_METHOD = "allowed", "refused", "asked to sign in", "missing", "wrong method"
STATUSES = {403: REFUSED, 404: MISSING, 405: WRONG_METHOD}
# A session is what asking leaves behind; locks and savepoints change nothing.
CHANGES = ("INSERT", "UPDATE", "DELETE")


class Answer(NamedTuple):
    """kind: one of the words above; wrote: the statements that changed something."""

    kind: str
    wrote: list[str]


def ask(browser, method: str, url: str, data=None) -> Answer:
    """Send a request, take back what it changed, and return what came of it."""
    browser.raise_request_exception = False
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = getattr(browser, method)(url, data or {})
        if response.streaming:
            list(response)  # a file that is handed out stays open until its end
        transaction.set_rollback(True)
    return Answer(_kind_of(response), [query["sql"] for query in queries if _changes(query["sql"])])


def _kind_of(response) -> str:
    if response.status_code >= 500:
        return f"broken ({response.status_code})"
    if response.status_code == 302 and response.url.startswith(reverse("admin:login")):
        return SIGN_IN
    return STATUSES.get(response.status_code, ALLOWED)


def _changes(sql: str) -> bool:
    return sql.startswith(CHANGES) and "django_session" not in sql
