"""Run several programs as one: they start together, and none outlives the others."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from django.conf import settings

PATIENCE = 15  # seconds in which a program may finish what it is doing
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Part(NamedTuple):
    """A program, and what to call it in a message."""

    name: str
    command: Sequence[str]


class _Asked(Exception):  # noqa: N818
    """Somebody wants us to stop: Ctrl-C, a SIGTERM, or a terminal that went away."""


def run_together(parts: Sequence[Part]) -> str | None:
    """Run `parts` until somebody asks to stop or one of them ends; then end them all.

    Returns the name of the part that ended by itself, None when somebody asked.
    """
    _listen(_ask)
    running: dict[int, tuple[str, subprocess.Popen]] = {}
    try:
        for part in parts:
            process = _start(part)
            running[process.pid] = part.name, process
        pid, _status = os.wait()
        return running[pid][0]
    except _Asked:
        return None
    finally:
        _listen(signal.SIG_IGN)
        _end([process for _name, process in running.values()])


def manage(*arguments: str) -> list[str]:
    """Return the command line that runs one of the site's management commands."""
    return [sys.executable, "-m", "django", *arguments]


def _ask(_signum, _frame):
    raise _Asked


def _listen(handler) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number == signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
            continue  # started by nohup, which means it
        signal.signal(number, handler)


def _start(part: Part) -> subprocess.Popen:
    """Start `part` in a session of its own: Ctrl-C reaches us alone, and we end the others in order."""
    return subprocess.Popen(  # noqa: S603
        part.command,
        cwd=settings.BASE_DIR,
        start_new_session=True,
        preexec_fn=_die_with_parent,  # noqa: PLW1509
    )


def _die_with_parent() -> None:
    """Even SIGKILL to us ends the programs, where the kernel can do that (Linux)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(processes: Sequence[subprocess.Popen]) -> None:
    for process in processes:
        _signal_group(process, signal.SIGTERM)
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        _signal_group(process, signal.SIGKILL)


def _signal_group(process: subprocess.Popen, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
