"""The thread that sends mail, beside the tasks: a slow mail server holds up nothing but mail."""

import logging
from threading import Event, Thread

from django.db import close_old_connections, connection

from content.mail.outbox.sending import deliver_due

_log = logging.getLogger(__name__)

LOOKS_EVERY = 1  # seconds
SHORTEST_PAUSE, LONGEST_PAUSE = 5, 300  # while the server can't be reached
PATIENCE = 12  # seconds for the mail in hand at the end; the supervisor has 15


class OutboxWorker(Thread):
    """Sends what is due until told to stop; then it brings the mail in hand to its end."""

    def __init__(self):
        super().__init__(name="mail", daemon=True)
        self._stopping = Event()
        self._failures = 0

    def run(self):
        try:
            while not self._stopping.is_set():
                self._stopping.wait(self._round())
        finally:
            connection.close()

    def stop(self) -> None:
        """Return when the mail in hand is done, or takes too long: then the outbox says that nobody knows."""
        self._stopping.set()
        self.join(PATIENCE)

    def _round(self) -> float:
        """Send; return for how long to wait then."""
        try:
            close_old_connections()
            done = deliver_due(self._stopping.is_set)
        except Exception:  # this thread is the only one that sends
            _log.exception("Mail could not be sent, and will be tried again")
            return LONGEST_PAUSE / 10
        self._failures = self._failures + 1 if done.trouble and not done.sent else int(bool(done.trouble))
        if done.trouble:
            _log.warning("Mail waits: %s", done.trouble)
        return self._pause()

    def _pause(self) -> float:
        return min(SHORTEST_PAUSE * 2 ** (self._failures - 1), LONGEST_PAUSE) if self._failures else LOOKS_EVERY
