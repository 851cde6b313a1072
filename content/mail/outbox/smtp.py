"""A line to the mail server, on which we know the moment from which a mail counts as handed over.

SMTP has one: the last dot. Until a server has read it, it must not deliver anything (RFC 5321 §4.1.1.4); from then on
only its answer tells whether it did.
"""

import contextlib
import smtplib
import socket
import ssl
from typing import Any, Protocol

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

# Seconds. RFC 5321 §4.5.3.2.6 asks for ten minutes after the last dot: who hangs up sooner gets mail sent twice.
TIMEOUT = 30
ANSWER_TIMEOUT = 600
_LAST_DOT = b".\r\n"
# The server wants to know who we are (RFC 4954 §6): a matter of settings, whichever mail it is.
_WHO_ARE_YOU = {454, 530, 534, 535, 538}
_TOO_LARGE = 552


class ServerUnreachable(Exception):
    """No mail can leave now, whichever it is: the server isn't there, or doesn't want to know us."""


class PutOff(Exception):
    """The server doesn't take this mail now; it may later."""


class MailRefused(Exception):
    """The server will never take this mail."""


class DeliveryWatch(Protocol):
    """Whoever has a mail in hand while it travels."""

    def alive(self) -> None:
        """Before each word to the server."""

    def last_dot(self) -> None:
        """Before the mail counts as handed over; raises what keeps it from that."""


class _TellsTheLastDot(smtplib.SMTP):
    watch: DeliveryWatch | None = None
    handed_over = False
    sock: Any

    def connect(self, *args, **kwargs):
        answer = super().connect(*args, **kwargs)
        # The dot is a packet of its own, which would wait for a sign that the one before has arrived.
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return answer

    def send(self, s):
        if self.watch:
            self.watch.alive()
        if self.watch and isinstance(s, bytes) and s.endswith(b"\r\n" + _LAST_DOT):
            super().send(s[: -len(_LAST_DOT)])
            self.watch.last_dot()
            self.handed_over = True
            self.sock.settimeout(ANSWER_TIMEOUT)
            s = _LAST_DOT
        super().send(s)

    def getreply(self):
        try:
            return super().getreply()
        finally:
            if self.sock:  # nothing but the last dot is worth so long a wait: not a RSET after it, nor a QUIT
                self.sock.settimeout(TIMEOUT)


class _PlainLine(_TellsTheLastDot):
    pass


class _SecureLine(_TellsTheLastDot, smtplib.SMTP_SSL):
    pass


class SMTPConnection(EmailBackend):
    """A connection as the settings describe it (EMAIL_URL); it is opened again when the server hung up meanwhile."""

    connection: Any
    _partial_connection: Any

    def __init__(self):
        super().__init__(timeout=TIMEOUT)

    @property
    def connection_class(self):
        return _SecureLine if self.use_ssl else _PlainLine

    def be_open(self) -> None:
        """Raise Unreachable if no connection can be had."""
        if self.connection and self.connection.sock is None:
            self.connection = None
        try:
            self.open()
        except (OSError, ValueError) as reason:  # smtplib's exceptions are OSErrors
            self.hang_up()
            raise ServerUnreachable(describe_failure(reason)) from reason

    def send(self, message: EmailMessage, watch: DeliveryWatch) -> None:
        """Return once the server has accepted `message`. Raises Unreachable, PutOff, Refused, or what `watch` raises."""
        self.be_open()
        line = self.connection
        line.watch, line.handed_over = watch, False
        try:
            self.send_messages([message])
        except OSError as answer:
            _judge(answer, line.handed_over)
        except BaseException:  # in the middle of the mail, perhaps
            self.hang_up()
            raise
        finally:
            line.watch = None

    def hang_up(self) -> None:
        """Break the connection off: what was begun and has no last dot yet is void."""
        for connection in (self.connection, self._partial_connection):
            if connection is not None:
                connection.close()
        self.connection = self._partial_connection = None

    def say_goodbye(self) -> None:
        """End the connection as is proper; the mails have been sent, whatever the server says to that."""
        with contextlib.suppress(OSError):
            self.close()


def _judge(answer: OSError, handed_over: bool) -> None:
    """Raise what the server's answer means; return if it means yes."""
    code, words = _code_of(answer), describe_failure(answer)
    if handed_over and 200 <= code < 300:
        return  # smtplib takes nothing but 250 for a yes
    about_us = isinstance(answer, smtplib.SMTPSenderRefused) and code != _TOO_LARGE
    if about_us or code in _WHO_ARE_YOU:
        raise ServerUnreachable(words) from answer
    raise (MailRefused if code >= 500 else PutOff)(words) from answer


def _code_of(answer: OSError) -> int:
    """Return the three digits with which the server answered, 0 if it didn't."""
    if isinstance(answer, smtplib.SMTPRecipientsRefused):
        return next(iter(answer.recipients.values()))[0]
    return answer.smtp_code if isinstance(answer, smtplib.SMTPResponseException) else 0


def describe_failure(reason: Exception) -> str:
    """Return what the server, or the network, said: a line that an editor can pass on to whoever knows about it."""
    if isinstance(reason, smtplib.SMTPRecipientsRefused):
        reason = smtplib.SMTPResponseException(*next(iter(reason.recipients.values())))
    if isinstance(reason, smtplib.SMTPResponseException):
        said = reason.smtp_error
        return f"{reason.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    if isinstance(reason, ssl.SSLError):
        return f"TLS: {reason.reason or reason}"
    return str(reason) or type(reason).__name__
