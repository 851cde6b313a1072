"""Run several programs as one: they start together, and none outlives the others."""

import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import NamedTuple

from django.conf import settings

PATIENCE = 15  # seconds in which the programs may finish what they are doing
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class SupervisedProgram(NamedTuple):
    """A program, and what to call it in a message."""

    name: str
    command: Sequence[str]


class _Asked(Exception):
    """Somebody wants us to stop: Ctrl-C, a SIGTERM, or a terminal that went away."""


def run_together(parts: Sequence[SupervisedProgram]) -> str | None:
    """Run `parts` until somebody asks to stop or one of them ends; then end them all.

    Returns the name of the part that ended by itself, None when somebody asked.
    """
    _listen(_ask)
    running: dict[int, tuple[str, subprocess.Popen]] = {}
    try:
        for part in parts:
            process = _start(part)
            running[process.pid] = part.name, process
        return running[_first_to_end()][0]
    except _Asked:
        return None
    finally:
        _listen(signal.SIG_IGN)
        _end([process for _name, process in running.values()])


def end_with_parent() -> None:
    """Let this process be asked to stop when the one that started it dies, even by SIGKILL, where the kernel can (Linux)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def manage_command(*arguments: str) -> list[str]:
    """Return the command line that runs one of the site's management commands."""
    return [sys.executable, "-m", "django", *arguments]


def _ask(_signum, _frame):
    raise _Asked


def _listen(handler) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if not (number == signal.SIGHUP and _by_nohup()):
            signal.signal(number, handler)


def _by_nohup() -> bool:
    return signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def _first_to_end() -> int:
    """Wait until a program ends and return its number, or raise _Asked when the terminal goes away.

    A terminal tells its session's first process alone, and make (as in `ssh -t host make run`) doesn't pass it on.
    """
    terminal = select.poll()
    with suppress(OSError):
        if not _by_nohup():
            terminal.register(os.open(os.ctermid(), os.O_RDONLY | os.O_CLOEXEC), select.POLLHUP)
    while True:
        pid, _status = os.waitpid(-1, os.WNOHANG)
        if pid:
            return pid
        if terminal.poll(500):
            raise _Asked


def _start(part: SupervisedProgram) -> subprocess.Popen:
    """Start `part` in a session of its own: Ctrl-C reaches us alone, and we end the others in order."""
    return subprocess.Popen(  # noqa: S603
        part.command,
        cwd=settings.BASE_DIR,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509
    )


def _end(processes: Sequence[subprocess.Popen]) -> None:
    for process in processes:
        process.terminate()
    end = monotonic() + PATIENCE
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, end - monotonic()))
        with suppress(ProcessLookupError, PermissionError):  # whatever it had started and left
            os.killpg(process.pid, signal.SIGKILL)
