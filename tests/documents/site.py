"""A site with many documents, served by gunicorn as production serves it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent

# Each document is a file of its own by name; on the disk they are one.
MAKE_DOCUMENTS = """
import os, uuid
from pathlib import Path
from content.documents.models import Document, private_storage
from content.workflow.models import State
from django.utils import timezone

count, size = {count}, {size}
folder = Path(private_storage().path("documents"))
folder.mkdir(parents=True)
first = folder / "first.pdf"
first.write_bytes(os.urandom(size))
documents = []
for number in range(count):
    name = uuid.uuid4().hex + ".pdf"
    os.link(first, folder / name)
    documents.append(Document(
        title_nl=f"Dia's {{number}}", title_en=f"Slides {{number}}", file="documents/" + name, size=size, position=number,
        state=State.PUBLISHED, published_at=timezone.now()))
Document.objects.bulk_create(documents)
"""


class Site(NamedTuple):
    """Where the site listens, and the process of gunicorn, whose children are the workers."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def ask(self, path: str, timeout: float = 20, header: str = "Connection: keep-alive") -> socket.socket:
        """Return a connection over which `path` was asked for, with small buffers and nothing read yet."""
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        connection.settimeout(timeout)
        try:
            connection.connect(("127.0.0.1", self.port))
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n".encode())
        except OSError:
            connection.close()
            raise
        return connection


@contextmanager
def site_with_documents(data: Path, *, count: int, size: int, workers: int = 2) -> Iterator[Site]:
    """Serve `count` documents of `size` bytes from folder `data`; the site ends with the block."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    environment = _environment(data, port, workers)
    script = MAKE_DOCUMENTS.format(count=count, size=size)
    for arguments in (["migrate", "-v0"], ["shell", "-v0", "-c", script]):
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "-c", "python:smartup.server.gunicorn_conf", "smartup.wsgi"]
    log = (data / "server.log").open("w")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        site = Site(port, server.pid)
        _wait_for(site)
        yield site
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _environment(data: Path, port: int, workers: int) -> dict[str, str]:
    names = ["PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV"]
    kept = {name: os.environ[name] for name in names if name in os.environ}
    own = {"DATA_DIR": str(data), "HOST": "127.0.0.1", "PORT": str(port), "WORKERS": str(workers)}
    plain_names = {"STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing to collect
    return {**kept, **own, **plain_names}


def _wait_for(site: Site) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with site.ask("/en/search/") as connection:
                if connection.recv(12) == b"HTTP/1.1 200":
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("The site did not start.")
