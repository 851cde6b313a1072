import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_a_watchdog_hears_that_all_is_well(visitor):
    answer = visitor.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.cookies == {}


@pytest.mark.django_db
def test_a_watchdog_hears_that_the_database_is_gone(visitor):
    def refuse(*_arguments):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        answer = visitor.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"database unreachable\n")


def test_a_watchdog_is_not_sent_to_https(visitor, settings, db):
    settings.SECURE_SSL_REDIRECT = True
    assert visitor.get("/health/").status_code == 200
