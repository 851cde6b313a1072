"""How many people can join in a second, beside a bare Django view that inserts one row?

Run by `make bench-signups`. The site is served as by `make run`, with its own server, two processes and the settings that
lose nothing (SQLite in WAL with synchronous=FULL; PostgreSQL with fsync); both views stand in it, behind the same
middleware. Clients send one form after the other on connections that stay open, to the two views in turn. Who joins has
a form checked and stored, and is thanked; each shows a ticket of its own, as visitors without scripts do, for a proof of
work would be the client's work. What the site does afterwards, in the background (a stakeholder, their consent and
interests, a confirmation and a mail in the outbox), is measured by itself, with nobody joining meanwhile.
"""

import os
import platform
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = float(os.environ.get("SECONDS", "4"))
CLIENTS = int(os.environ.get("CLIENTS", "8"))
AT_LEAST = 0.5


class Site(NamedTuple):
    """Where the site listens, and what one needs to send its form."""

    port: int
    interests: list[str]
    version: str


def main() -> None:
    """Measure on the database of DATABASE_URL; called without one, on SQLite and then on a PostgreSQL of its own."""
    if len(sys.argv) > 1:
        print(measure())
        return
    ratios = {"sqlite": _elsewhere([]), "postgresql": _elsewhere([str(ROOT / "bin" / "with-postgresql")])}
    print(f"\n{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print("RESULT", *(f"{name}_ratio={ratio:.2f}" for name, ratio in ratios.items()))
    sys.exit(any(ratio < AT_LEAST for ratio in ratios.values()))


def _elsewhere(before: list[str]) -> float:
    command = [*before, sys.executable, __file__, "one"]
    environment = {**os.environ, "FSYNC": "on"}
    shown = subprocess.run(command, check=False, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    *table, ratio = shown.stdout.splitlines()
    print("\n".join(table), flush=True)
    if shown.returncode:
        sys.exit(shown.returncode)
    return float(ratio)


def measure() -> float:
    """Serve a site, print a table, and return registrations per second in parts of the bare view's rows."""
    with tempfile.TemporaryDirectory(prefix="smartup-bench-") as folder, served(Path(folder)) as site:
        requests = {"bare": _bare, "join": _join}
        for send in requests.values():
            _rate(site, send, SECONDS / 2)
        rates: dict[str, list[float]] = {name: [] for name in requests}
        for _round in range(ROUNDS):
            for name, send in requests.items():
                rates[name].append(_rate(site, send, SECONDS))
        registered = _register_all()
        _check(sum(rates["join"]))
    middle = {name: statistics.median(several) for name, several in rates.items()}
    print(
        f"\n{os.environ.get('DATABASE_URL', 'sqlite').partition(':')[0]}, {CLIENTS} clients, {ROUNDS} × {SECONDS:g} s"
    )
    for name, several in rates.items():
        print(f"  {name:6}{middle[name]:8.0f} per second   ({min(several):.0f} to {max(several):.0f})")
    print(f"  registered afterwards, by one process: {registered:.0f} per second")
    return middle["join"] / middle["bare"]


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Make a site with a consent text and topics in `folder`, and serve it as long as the context lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ |= {
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "bench.bare_settings",
        "PYTHONPATH": str(ROOT),
        "SECRET_KEY": uuid4().hex * 2,
    }
    for command in (["migrate", "-v0"], ["load_demo", "--scale", "0.1"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.db import connections

    from signups.models import ConsentText, Interest

    site = Site(port, [str(key) for key in Interest.objects.values_list("pk", flat=True)[:2]], _version(ConsentText))
    connections.close_all()
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "python:smartup.server.gunicorn_conf", "smartup.wsgi"]
    server = subprocess.Popen(gunicorn, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield site
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _version(texts) -> str:
    return str(texts.objects.current().version)


def _wait_for(port: int) -> None:
    for _try in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    sys.exit("The site does not answer.")


def _bare(site: Site) -> tuple[str, list[tuple[str, str]]]:
    return "/bare/", _fields(site)


def _join(site: Site) -> tuple[str, list[tuple[str, str]]]:
    from django.core import signing

    fields = _fields(site)
    email = dict(fields)["email"]
    ticket = signing.dumps([email, time.time() - 60], salt="signups.joining.proof_of_work")
    return "/en/join/", [*fields, ("ticket", ticket)]


def _fields(site: Site) -> list[tuple[str, str]]:
    email = f"{uuid4().hex}@example.org"
    return [
        ("name", "Anna de Vries"),
        ("email", email),
        ("organisation", "Example of Emmen"),
        ("kind", "business"),
        *(("interests", interest) for interest in site.interests),
        ("message", "I would like to hear of what comes next, and to show what we grow."),
        ("language", "en"),
        ("consent", "on"),
        ("version", site.version),
        ("seen_on", "/en/"),
    ]


def _rate(site: Site, send, seconds: float) -> float:
    """Return how many forms a second the clients get an answer to."""
    counts = [0] * CLIENTS
    until = time.monotonic() + seconds
    threads = [Thread(target=_send_until, args=(site, send, until, counts, number)) for number in range(CLIENTS)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)


def _send_until(site: Site, send, until: float, counts: list[int], number: int) -> None:
    connection = socket.create_connection(("127.0.0.1", site.port))
    answers = connection.makefile("rb")
    while time.monotonic() < until:
        path, fields = send(site)
        body = urlencode(fields).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        status = _read(answers)
        if status not in {200, 302} or (status == 200) != (path == "/bare/"):
            os._exit(_complain(path, status))
        counts[number] += 1
    connection.close()


def _complain(path: str, status: int) -> int:
    print(f"{path} answered {status}", file=sys.stderr, flush=True)
    return 1


def _read(answers) -> int:
    status = int(answers.readline().split()[1])
    length = 0
    while (line := answers.readline().strip()) != b"":
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    answers.read(length)
    return status


def _register_all() -> float:
    """Do what the background does once somebody has joined; return how many people a second."""
    from signups.joining.registering import register_waiting

    begun, everybody = time.monotonic(), 0
    while registered := register_waiting():
        everybody += registered
    return everybody / (time.monotonic() - begun)


def _check(per_second: float) -> None:
    """Count what is stored, so that nothing fast and wrong is called fast."""
    from content.mail.models import OutboxMessage
    from signups.models import Confirmation, Consent, Stakeholder

    joined = Stakeholder.objects.exclude(message="").count()
    stored = {model.__name__: model.objects.count() for model in (Consent, Confirmation, OutboxMessage)}
    if joined < per_second * SECONDS * 0.9 or set(stored.values()) != {joined}:
        sys.exit(f"{joined} joined, but: {stored}")


if __name__ == "__main__":
    main()
