"""What pytest is given along (-p tests.mutation.plugin): which tests to run, in which order, and who runs what.

MUTATION_TESTS: a file with the ids of the tests to run, one a line, in that order; without it, all that are found.
MUTATION_DATABASE: the test database as it is before the first test; made if it isn't there, taken over if it is.
MUTATION_PASSES: a file where the seconds of each test that passes are put, by its id.
"""

import json
import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import coverage
import pytest

SECONDS: dict[str, float] = {}
FAILED: set[str] = set()


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """Begin with the database that an earlier run made: its migrations take longer than most tests."""
    stored = os.environ.get("MUTATION_DATABASE", "")
    if stored and Path(stored).exists():
        shutil.copyfile(stored, database_file())
        config.option.reuse_db = True


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    """Keep the tests that were asked for. pytest-django then puts those that empty the database behind the others."""
    if "MUTATION_TESTS" in os.environ:
        place = {test: at for at, test in enumerate(Path(os.environ["MUTATION_TESTS"]).read_text().splitlines())}
        items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Tell coverage whose lines these are."""
    belongs_to(item.nodeid)
    try:
        return (yield)
    finally:
        belongs_to("")


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    """Leave to no test what is set up once for all of them; store the database as it then is."""
    if fixturedef.scope == "function":
        return (yield)
    test = request._pyfuncitem.nodeid
    belongs_to("")
    began = time.perf_counter()
    try:
        result = yield
        if fixturedef.argname == "django_db_setup":
            store_database()
        return result
    finally:
        SECONDS[test] = SECONDS.get(test, 0) - (time.perf_counter() - began)
        belongs_to(test)


def belongs_to(test):
    """Let the lines that run from here on count as those of a test; of none, if it is empty."""
    if running := coverage.Coverage.current():
        running.switch_context(test)


def store_database():
    """Store the database that migrations have just made, unless it is stored."""
    stored = os.environ.get("MUTATION_DATABASE", "")
    if stored and not Path(stored).exists():
        unfinished = f"{stored}.{os.getpid()}"
        with closing(sqlite3.connect(database_file())) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
        Path(unfinished).replace(stored)


def database_file():
    """Return the file of the test database."""
    from django.conf import settings

    return settings.DATABASES["default"]["TEST"]["NAME"]


def pytest_runtest_logreport(report):
    """Count the seconds of a test; one that fails or is skipped says nothing of a mutant."""
    SECONDS[report.nodeid] = SECONDS.get(report.nodeid, 0) + report.duration
    if not report.passed:
        FAILED.add(report.nodeid)


def pytest_sessionfinish():
    """Write down who passed, and in how many seconds."""
    if passes := os.environ.get("MUTATION_PASSES"):
        seconds = {test: round(max(taken, 0.001), 3) for test, taken in SECONDS.items() if test not in FAILED}
        Path(passes).write_text(json.dumps(seconds))
