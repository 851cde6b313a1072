"""A mail server, and a site that sends its mail there."""

from collections.abc import Callable

import pytest

from tests.mail.servers import Server


@pytest.fixture
def server():
    """A mail server that takes everything, until a test changes its mood."""
    server = Server().start()
    yield server
    server.stop()


@pytest.fixture
def sends_to(settings) -> Callable[[Server], None]:
    """Point the site to a mail server."""

    def point(server: Server) -> None:
        settings.MAIL_BY_SMTP = True
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.DEFAULT_FROM_EMAIL = "Smart Up! <join@example.org>"
        settings.SITE_URL = "https://www.example.org"

    return point


@pytest.fixture
def by_smtp(server, sends_to) -> Server:
    """The server that this site sends its mail to."""
    sends_to(server)
    return server


@pytest.fixture
def editor(editor):
    """Reads English."""
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return editor
