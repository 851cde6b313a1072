"""The site with its demonstration content, served to the browser as production serves it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent


class Served(NamedTuple):
    """Where the site is, and how an editor signs in."""

    url: str
    name: str
    password: str


@contextmanager
def served(data: Path):
    """Prepare a site in folder `data`, serve it on a free port, and yield the Served; all of it ends with the block."""
    environment = environment_of(data, free_port())
    told = manage("prepare", environment)
    manage("collectstatic", environment, "--noinput")
    with serving(environment) as url:
        yield Served(url, "editor", re.search(r"password +(\S+)", told)[1])


@contextmanager
def serving(environment: dict[str, str], *, killed: bool = False):
    """Serve a prepared site and yield where; at the end of the block it is asked to stop, or `killed` without a word."""
    log = Path(environment["DATA_DIR"]) / "serve.log"
    with log.open("a") as words:
        command = [sys.executable, "manage.py", "serve"]
        told = {"stdout": words, "stderr": subprocess.STDOUT, "start_new_session": True}
        server = subprocess.Popen(command, cwd=ROOT, env=environment, **told)
        try:
            url = f"http://127.0.0.1:{environment['PORT']}"
            _wait_for(url, server, log)
            yield url
        finally:
            if killed:
                os.killpg(server.pid, signal.SIGKILL)
            server.terminate()
            server.wait(30)


def environment_of(data: Path, port: int) -> dict[str, str]:
    """The visitor's own settings stay out: this is a site of its own, on SQLite, however the tests were started."""
    names = ["PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV"]
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "DATA_DIR": str(data), "HOST": "127.0.0.1", "PORT": str(port), "EMAIL_URL": "dummymail://"}


def manage(command: str, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", command, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {command} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/health/", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The site did not start:\n{log.read_text()}")
