"""gunicorn's threaded worker, without its wait for visitors who don't hang up."""

from functools import partial

from gunicorn.glogging import Logger
from gunicorn.util import close, close_graceful
from gunicorn.workers.gthread import ThreadWorker

from smartup.server.log_redaction import RedactingFormatter

PATIENCE = 0.005  # seconds; what the visitor has sent by then is read, so that the answer isn't cut off


class PromptWorker(ThreadWorker):
    """A worker that goes on with others at once.

    gunicorn 27 waits up to 2 s after «Connection: close», in the thread that accepts all other visitors: twenty who
    stayed kept everybody waiting for 6 s, and one slow download that ended for 2 s.
    """

    def enqueue_req(self, conn):
        """Let a thread answer `conn`, which will close in its own way."""
        conn.close = partial(_close, conn)
        super().enqueue_req(conn)


def _close(conn, graceful=False):
    close_graceful(conn.sock, PATIENCE) if graceful else close(conn.sock)


class ServerLog(Logger):
    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(RedactingFormatter(self.error_fmt, self.datefmt))
