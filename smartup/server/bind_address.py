"""Where the site listens, and whether it can."""

import os
import socket

from django.core.management.base import CommandError

from content.mail.transport import MailTransport, mail_transport

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")

_EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104


def address_lines() -> str:
    """Return the lines that tell where site, admin and mails are, and how to stop."""
    site = f"http://{'localhost' if HOST in _EVERYWHERE else HOST}:{PORT}/"
    return f"Site   {site}\nAdmin  {site}admin/\n{_mails(site)}Ctrl-C stops it."


def _mails(site: str) -> str:
    if mail_transport() is MailTransport.SMTP:
        return ""
    return (
        f"Mail   {site}mail/ shows it; none is sent.\n"
        if mail_transport() is MailTransport.SHOWN
        else "Mail   waits: set EMAIL_URL.\n"
    )


def require_free_port() -> None:
    """Raise CommandError, one line that says what to do, when nobody can listen at HOST and PORT."""
    if not PORT.isdigit() or not 0 < int(PORT) < 65536:
        raise CommandError(f"PORT={PORT} is no port. Choose a number between 1024 and 65535.")
    with socket.socket(socket.AF_INET6 if ":" in HOST else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(PORT)))
        except PermissionError as refused:
            raise CommandError(f"Only root may listen on port {PORT}. Choose one from 1024 up: PORT=8000.") from refused
        except OSError as taken:
            other = int(PORT) % 65535 + 1
            raise CommandError(
                f"{HOST}:{PORT} can't be had: {taken.strerror}. Choose another: PORT={other}."
            ) from taken
