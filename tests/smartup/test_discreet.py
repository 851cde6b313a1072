"""The log names nobody."""

import logging

import pytest
from django.conf import settings
from django.core import signing
from django.utils.module_loading import import_string

from content.visitors.private_links import new_secret
from smartup.server import gunicorn_conf
from smartup.server.gunicorn_worker import ServerLog
from smartup.server.log_redaction import RedactingFormatter, redact_text

KEY = signing.dumps("0d0b2f2a-8f8a-4b61-9a65-0e9c6ef6f6a1", salt="content.mail.my-data")


@pytest.mark.parametrize(
    "said, written",
    [
        (
            "Key (lower(email::text))=(jan.jansen+x@sub.example.org) already exists.",
            "Key (lower(email::text))=(…@…) already exists.",
        ),
        (f"Internal Server Error: /nl/mijn-gegevens/{KEY}/", "Internal Server Error: /nl/mijn-gegevens/…/"),
        (f"/en/my-data/{KEY.replace(':', '%3A')}/download/json/", "/en/my-data/…/download/json/"),
        ("550 <Jan@Example.org>: unknown", "550 <…@…>: unknown"),
        ("/en/photos/request/NsPXQPfy-c-sCyevV_nYdyIHrLedlA_Q/", "/en/photos/request/…/"),
        ("Key (key)=(NsPXQPfy-c-sCyevV_nYdyIHrLedlA_Q) already exists.", "Key (key)=(…) already exists."),
    ],
)
def test_addresses_and_keys_are_struck_out(said, written):
    assert redact_text(said) == written


def test_secrets_in_paths_are_struck_out():
    for _time in range(50):
        secret = new_secret()
        assert secret not in redact_text(f"Internal Server Error: /en/photos/request/{secret}/")


@pytest.mark.parametrize(
    "said",
    [
        "Internal Server Error: /nl/cases/de-lokale-factor-in-innovatie-2018/",
        "The case 0d0b2f2a-8f8a-4b61-9a65-0e9c6ef6f6a1 has no picture",
        "2026-11-24 03:00:00,123 INFO signups.erasing.retention Retention: unconfirmed 3, inactive 0",
        'File "/srv/smartup/content/workflow/publishing.py", line 123, in publish_what_was_planned_for_this_moment',
        "django.db.utils.OperationalError: connection to server at 127.0.0.1, port 5432 failed",
        "Listening at: http://127.0.0.1:8000",
        "django.db.transaction.TransactionManagementError: An error occurred in the current transaction",
    ],
)
def test_whatever_helps_to_mend_a_thing_stays(said):
    assert redact_text(said) == said


def test_a_traceback_is_discreet_too():
    try:
        int("jan@example.org")
    except ValueError as error:
        told = (ValueError, error, error.__traceback__)
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "%s failed", ("jan@example.org",), told)
    line = RedactingFormatter("{message}", style="{").format(record)
    assert line.startswith("…@… failed\nTraceback") and "jan@" not in line


def test_the_site_and_its_server_write_so():
    assert settings.LOGGING["formatters"]["line"]["()"] == "smartup.server.log_redaction.RedactingFormatter"
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
    assert import_string(gunicorn_conf.logger_class) is ServerLog and gunicorn_conf.accesslog is None
    from gunicorn.config import Config

    assert {type(handler.formatter) for handler in ServerLog(Config()).error_log.handlers} == {RedactingFormatter}
