"""What does «Download all documents» cost? Memory of the worker and time to the first byte, 500 documents of 2 MB.

Served by gunicorn as `make run` does, one worker. Beside it the floor: the same bytes read by one thread and thrown away.
"""

import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.documents.site import Site, site_with_documents  # noqa: E402

COUNT, SIZE, ROUNDS = 500, 2_000_000, 9
PATH = "/en/documents/all.zip"


def main() -> None:
    """Serve, measure, report."""
    with tempfile.TemporaryDirectory(prefix="smartup-bench-") as folder:
        floor = seconds_to_read(Path(folder))
        with site_with_documents(Path(folder), count=COUNT, size=SIZE, workers=1) as site:
            warm_up(site)
            before = resident_mib(site, "VmRSS")
            first_bytes = [milliseconds_to_first_byte(site) for _round in range(ROUNDS)]
            seconds, received = fetch(site)
            growth = resident_mib(site, "VmHWM") - before
    report(growth, first_bytes, seconds, received, floor)


def seconds_to_read(folder: Path) -> float:
    """Return how long reading that many bytes takes when nothing is done with them."""
    file = folder / "floor"
    file.write_bytes(os.urandom(SIZE))
    started = time.perf_counter()
    for _time in range(COUNT):
        with file.open("rb") as opened:
            while opened.read(256 * 1024):
                pass
    return time.perf_counter() - started


def warm_up(site: Site) -> None:
    """Let every thread answer once, so that what a first request loads doesn't count."""
    for _request in range(30):
        with site.ask("/en/search/?q=slides") as connection:
            while connection.recv(65536):
                pass


def milliseconds_to_first_byte(site: Site) -> float:
    """From asking to the first byte of the archive itself; then the reader leaves."""
    started = time.perf_counter()
    with site.ask(PATH) as connection:
        received = b""
        while b"\r\n\r\nPK" not in received:
            received += connection.recv(4096)
        elapsed = (time.perf_counter() - started) * 1000
    time.sleep(0.3)
    return elapsed


def fetch(site: Site) -> tuple[float, int]:
    """Return the seconds that the whole archive takes, and its bytes."""
    started, received = time.perf_counter(), 0
    with site.ask(PATH, timeout=60) as connection:
        while chunk := connection.recv(1 << 20):
            received += len(chunk)
    return time.perf_counter() - started, received


def resident_mib(site: Site, kind: str) -> float:
    """Return what the worker holds (VmRSS), or held at most so far (VmHWM)."""
    (worker,) = site.workers()
    status = Path(f"/proc/{worker}/status").read_text()
    return int(status.split(f"{kind}:")[1].split()[0]) / 1024


def report(growth: float, first_bytes: list[float], seconds: float, received: int, floor: float) -> None:
    """Print the table and the line of results."""
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; {COUNT} files of {SIZE / 1e6:.0f} MB"
    )
    assert received > COUNT * SIZE, f"only {received} bytes came"
    print(f"{'whole archive':30} {received / 1e6:8.0f} MB {seconds:8.2f} s {received / 1e6 / seconds:8.0f} MB/s")
    print(
        f"{'floor: reading alone':30} {COUNT * SIZE / 1e6:8.0f} MB {floor:8.2f} s {COUNT * SIZE / 1e6 / floor:8.0f} MB/s"
    )
    print(
        f"{'first byte':30} median {statistics.median(first_bytes):.0f} ms, slowest {max(first_bytes):.0f} ms of {len(first_bytes)}"
    )
    print(
        f"RESULT zip_rss_mib={growth:.1f} first_byte_ms={max(first_bytes):.0f} zip_mb_per_s={received / 1e6 / seconds:.0f}"
    )


if __name__ == "__main__":
    main()
