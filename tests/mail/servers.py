"""A mail server of our own, with the moods of real ones."""

import asyncio
import email
import socket
import threading
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Server:
    """Keeps what it accepts, in `kept`; `moods` are answers for a recipient or for a mail, instead of yes."""

    def __init__(self, port: int = 0, **options):
        self.kept: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.on_recipient: Callable[[str], str | None] = lambda _address: None
        self.on_mail: Callable[[SMTP, EmailMessage], str | None] = lambda _session, _mail: None
        self.slow = 0.0
        self.silent_at = ""  # a word, RSET or QUIT, to which it says nothing for three seconds
        self.waited_for = 0  # how often somebody stayed as long
        self.port = port or free_port()
        self._options = options
        self._controller: Controller | None = None

    @property
    def subjects(self) -> list[str]:
        return [mail["Subject"] for mail in self.kept]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self._options)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller:
            self._controller.stop(no_assert=True)
            self._controller = None

    def restart(self) -> None:
        self.stop()
        self.start()

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.on_recipient(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(self.slow)
        mail = email.message_from_bytes(envelope.content, policy=default)
        answer = self.on_mail(server, mail)
        if answer is None:
            self.keep(mail, envelope.rcpt_tos)
        return answer or "250 OK"

    async def handle_RSET(self, server, session, envelope):  # noqa: N802
        await self._be_silent("RSET")
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802
        await self._be_silent("QUIT")
        return "221 Bye"

    async def _be_silent(self, word: str) -> None:
        if word == self.silent_at:
            await asyncio.sleep(3)  # who hangs up before it is over ends this, too
            self.waited_for += 1

    def keep(self, mail: EmailMessage, recipients: list[str] | None = None) -> None:
        self.kept.append(mail)
        self.recipients += recipients or []


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def hang_up(session: SMTP) -> str:
    """End the connection without an answer."""
    session.transport.abort()
    return ""


def eventually(is_so: Callable[[], object], within: float = 20) -> bool:
    """Whether something becomes so before long."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if is_so():
            return True
        threading.Event().wait(0.05)
    return False
