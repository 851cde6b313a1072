"""What does the home page cost? Processor time uncached, beside a bare Django view in the same run, and memory.

Run by `make bench-pages`. The demonstration content is loaded into a folder of its own.
"""

import gc
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, PER_ROUND = 15, 20


def main() -> None:
    """Make a site, measure it, print a table."""
    with tempfile.TemporaryDirectory(prefix="smartup-bench-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "smartup.settings", "PYTHONPATH": str(ROOT)}
        for command in (["migrate", "-v0"], ["load_demo"], ["make_renditions"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        sys.path.insert(0, str(ROOT))
        report(*cost_of_pages(), memory_of_workers())


def cost_of_pages() -> tuple[dict[str, float], dict[str, int]]:
    """Return processor milliseconds and queries per page, rounds of each page and of the bare view interleaved."""
    import django

    django.setup()
    from django.db import connection
    from django.http import HttpResponse
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import path

    from smartup import urls

    urls.urlpatterns.insert(0, path("bare/", lambda _request: HttpResponse("bare")))
    client = Client(headers={"host": "localhost"})
    pages = ["/bare/", "/nl/", "/en/", *_linked_from("/en/", client)]
    queries = {}
    for page in pages:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200, page
        queries[page] = len(captured)
    gc.freeze()  # as smartup.server.gunicorn_conf does before the workers part
    times: dict[str, list[float]] = {page: [] for page in pages}
    for _round in range(ROUNDS):
        for page in pages:
            started = time.process_time()
            for _request in range(PER_ROUND):
                client.get(page)
            times[page].append((time.process_time() - started) / PER_ROUND * 1000)
    return {page: statistics.median(rounds) for page, rounds in times.items()}, queries


def _linked_from(page: str, client) -> list[str]:
    """An event, a case, a lesson, a speaker and an album: what the home page leads to."""
    from events.models import Case, Event, Lesson, Speaker
    from gallery.models import Album

    return [model.objects.live().first().addresses()["en"] for model in (Event, Case, Lesson, Speaker, Album)]


def memory_of_workers() -> float:
    """Return the largest resident memory of a gunicorn worker after it answered every kind of page, in MiB."""
    port = "8097"
    environment = {**os.environ, "PORT": port}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:smartup.server.gunicorn_conf", "smartup.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _ask(port, 200)
        return max(map(_resident_mib, _children(server.pid)))
    finally:
        server.terminate()
        server.wait(20)


def _ask(port: str, times: int) -> None:
    import urllib.request

    pages = ["/nl/", "/en/", "/en/lessons/", "/en/cases/", "/nl/albums/", "/en/search/?q=mirror"]
    for attempt in range(times):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{pages[attempt % len(pages)]}", timeout=10).read()
        except OSError:
            time.sleep(0.2)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def report(times: dict[str, float], queries: dict[str, int], worker_mib: float) -> None:
    """Print what was measured."""
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; {ROUNDS} × {PER_ROUND} requests"
    )
    print(f"{'page':60} {'cpu ms':>8} {'queries':>8}")
    for page, milliseconds in times.items():
        print(f"{page[:60]:60} {milliseconds:8.2f} {queries[page]:8}")
    print(
        f"RESULT home_cpu_ms={times['/nl/']:.2f} bare_cpu_ms={times['/bare/']:.2f} "
        f"home_queries={queries['/nl/']} worker_mib={worker_mib:.0f}"
    )


if __name__ == "__main__":
    main()
