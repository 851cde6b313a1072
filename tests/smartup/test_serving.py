"""`manage.py serve`: one command, one end."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A migrated site of its own, on a free port."""
    data = tmp_path_factory.mktemp("served")
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(data), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    manage(environment, "migrate", "--verbosity=0").communicate(timeout=120)
    (data / "static").mkdir()
    return environment


def manage(environment, *arguments, **options):
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


@pytest.fixture
def server(environment):
    process = manage(environment, "serve")
    while line := process.stdout.readline():
        if line.startswith("Ctrl-C"):
            break
    yield process
    process.kill()
    process.communicate()


def descendants(number):
    """The numbers of all processes below `number`."""
    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    return [*children, *(below for child in children for below in descendants(child))]


def all_gone(numbers):
    """Whether all of `numbers` end within ten seconds; what only waits to be buried counts as ended."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not any(_lives(number) for number in numbers):
            return True
        time.sleep(0.1)
    return False


def _lives(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.crash
@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGKILL, -9)]
)
def test_one_signal_ends_all_of_it(server, number, code):
    family = descendants(server.pid)
    assert len(family) >= 2  # the web server, the task worker, and what they started by now
    server.send_signal(number)
    assert server.wait(20) == code
    assert all_gone(family)


@pytest.mark.crash
@pytest.mark.slow
def test_when_one_part_dies_the_others_stop_and_it_is_said(server):
    family = descendants(server.pid)
    os.kill(int(family[0]), signal.SIGKILL)
    told, _nothing = server.communicate(timeout=20)
    assert server.returncode == 1
    assert told.splitlines()[-1].startswith("CommandError: The web server stopped by itself")
    assert all_gone(family)


def test_a_port_that_is_taken_is_one_clear_line(environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(environment["PORT"])))
        other.listen()
        told, _nothing = manage(environment, "serve").communicate(timeout=30)
    port = int(environment["PORT"])
    assert told == (
        f"CommandError: 127.0.0.1:{port} can't be had: Address already in use. Choose another: PORT={port % 65535 + 1}.\n"
    )
