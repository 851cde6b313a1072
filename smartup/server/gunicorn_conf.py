"""How gunicorn serves the site: `gunicorn -c python:smartup.server.gunicorn_conf smartup.wsgi`; `manage.py serve` does that.

Two processes, so that one may be busy while the other answers. Threads, because a slow download holds whoever serves
it: two slow visitors would stop a site of two processes without threads.
"""

import gc
import os

from django.db import connections
from django.urls import get_resolver

from smartup.server.bind_address import HOST, PORT, address_lines

bind = f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"
worker_class = "smartup.server.gunicorn_worker.PromptWorker"
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "8"))

# The site is loaded once, before the processes part: they share its memory, and start at once.
preload_app = True

keepalive = 75  # seconds; longer than a proxy keeps an idle connection, so that it never writes into a closed one
timeout = 60  # seconds without a sign of life before a process is replaced; a long download is no reason
graceful_timeout = 10
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112  a disk may stall the sign of life

limit_request_line = 8190
forwarded_allow_ips = "127.0.0.1"
control_socket_disable = True
loglevel = "warning"
logger_class = "smartup.server.gunicorn_worker.ServerLog"
accesslog = None  # visits are nobody's business, and addresses of pages hold keys


def when_ready(server):
    """Load all pages, so that a mistake in one shows now, and say where the site is."""
    get_resolver().url_patterns  # noqa: B018
    gc.freeze()
    print(address_lines(), flush=True)  # noqa: T201


def pre_fork(server, worker):
    """Processes share memory, but never a connection to the database."""
    connections.close_all()
