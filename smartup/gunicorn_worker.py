"""gunicorn's threaded worker, without its wait for visitors who don't hang up."""

from functools import partial

from gunicorn.util import close, close_graceful
from gunicorn.workers.gthread import ThreadWorker

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
