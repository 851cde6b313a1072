"""A real browser, and sites to look at.

`page` looks at the demonstration site as production serves it, which no test may change. `live_page` looks at the
test's own content, served by pytest-django's live_server. `open_page(...)` opens more pages, or other ones: a phone
(viewport={"width": 360, "height": 800}), a dark one (color_scheme="dark"), one without java_script_enabled.
"""

import os

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

from tests.browser.chromium import WHAT_TO_DO, find
from tests.browser.served import served
from tests.browser.watching import Watch

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_collection_modifyitems(items):
    """Whatever stands in this folder needs a browser."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once."""
    path = find() or pytest.fail(WHAT_TO_DO)
    # Playwright's loop runs in this thread; Django would take that for asynchronous code and refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *root])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The demonstration, as production serves it: `demo_site.url`, `.name` and `.password` of its editor."""
    with served(tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture
def open_page(request, browser):
    """Open a page: open_page(base_url=…, **options of Playwright's new_context). The demonstration by default.

    Afterwards the test fails if a page made an error, met the CSP or asked another host; `page.watch.faults`
    has them all.
    """
    contexts, watches = [], []

    def open_one(base_url=None, **options):
        base_url = base_url or request.getfixturevalue("demo_site").url
        context = browser.new_context(base_url=base_url, **{"reduced_motion": "reduce", **options})
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.watch = Watch(page, base_url)
        contexts.append(context)
        watches.append(page.watch)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture
def page(open_page):
    """A page on the demonstration site, 1440 by 900 pixels, light."""
    return open_page(viewport={"width": 1440, "height": 900})


@pytest.fixture
def live_page(open_page, live_server, settings):
    """A page on the test's own content; `live_server.url` is its site."""
    settings.ALLOWED_HOSTS = ["*"]
    return open_page(base_url=live_server.url, viewport={"width": 1440, "height": 900})


@pytest.fixture(scope="session")
def axe():
    """Return what axe-core finds wrong on a page: axe(page) == []. Each as «rule: element, what to do»."""

    def run(page, **options):
        page.evaluate(AXE_SCRIPT)  # by the debugger, which no CSP binds
        # It fetches the sheets of a page once more for an experimental rule alone, and stumbles over those that import.
        options = {"resultTypes": ["violations"], "preload": False, **options}
        found = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return run
