"""How long do two hundred photos of 24 megapixels take through the browser, with the site killed once on the way?

Makes them up, serves a site of its own, drops them into an album in Chromium, kills the site halfway and starts it
again, waits until all sizes are made, and looks at each file. PHOTOS=20 takes fewer.
"""

import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench" / "pictures")]

import photographs  # noqa: E402
from PIL import ImageChops  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.bare_site import ALBUM, sign_in  # noqa: E402
from tests.browser.chromium import find  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.served import environment_of, free_port, manage, serving  # noqa: E402

PHOTOS = int(os.environ.get("PHOTOS", "200"))
DRAWN = 8
COUNT = """
from gallery.models import Photo
rows = Photo.objects.all()
print("count", rows.count(), rows.values("content_digest").distinct().count(), rows.filter(ready=True).count())
"""
FILES = """
from django.core.files.storage import default_storage
from PIL import Image
from content.pictures.renditions.widths import widths_for
from content.pictures.renditions.files import extensions_for, rendition_name
from gallery.models import Photo
whole = wanted = 0
for photo in Photo.objects.all():
    for width in widths_for(photo.width, photo.height):
        for extension in extensions_for(photo.transparent):
            wanted += 1
            name = rendition_name(photo.digest, width, extension)
            if default_storage.exists(name):
                with default_storage.open(name) as file, Image.open(file) as image:
                    image.load()
                    whole += image.width == width
print("files", whole, wanted)
"""


def main():
    """Make the photos, run, and throw all away."""
    with tempfile.TemporaryDirectory() as folder:
        files = list(photos_in(Path(folder)))
        megabytes = sum(file.stat().st_size for file in files) / 1e6
        print(f"{PHOTOS} photos of 24 megapixels, {megabytes:.0f} MB, {os.cpu_count()} cores", flush=True)
        run(Path(folder) / "site", files)


def photos_in(folder: Path) -> Iterator[Path]:
    """Save PHOTOS photos in `folder`: a few are drawn, the others are those with the scene moved along."""
    for first in range(min(DRAWN, PHOTOS)):
        drawn = photographs.drawn(first, photographs.SIZE)
        for number in range(first, PHOTOS, DRAWN):
            path = folder / f"DSC_{number:04}.jpg"
            ImageChops.offset(drawn, number * 29, number * 17).save(path, "JPEG", quality=88)
            yield path


def run(data: Path, files: list[Path]) -> None:
    """Upload `files` to a site in the folder `data`, and print how long it took."""
    data.mkdir()
    environment = environment_of(data, free_port())
    manage("migrate", environment, "--verbosity", "0")
    manage("collectstatic", environment, "--noinput", "--verbosity", "0")
    album = re.search(r"album (\S+)", manage("shell", environment, "-c", ALBUM))[1]
    with sync_playwright() as playwright:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find(), args=[*FLAGS, *root])
        page = browser.new_page(base_url=f"http://127.0.0.1:{environment['PORT']}", locale="en-GB")
        done = page.locator(".upload-file[data-state=done]")
        with weighing(data) as heaviest, serving(environment, killed=True):
            sign_in(page)
            page.goto(f"/admin/gallery/album/{album}/photos/")
            begun = time.monotonic()
            page.locator("[data-drop] input").set_input_files(files)
            wait(lambda: done.count() >= len(files) // 2)
            kill(data)
        with weighing(data, heaviest), serving(environment):
            wait(lambda: done.count() == len(files))
            uploaded = time.monotonic() - begun
            print(f"uploaded after {uploaded:.0f} s", flush=True)
            wait(lambda: counted(environment)[2] == len(files), pause=5)
            ready = time.monotonic() - begun
        browser.close()
    photos, different, _ready = counted(environment)
    whole, wanted = told(environment, FILES, "files")
    for name, mib in heaviest.items():
        print(f"most memory: {mib:5.0f} MiB {name}")
    print(
        f"RESULT photos={photos} different={different} files={whole}/{wanted} uploaded_s={uploaded:.0f} "
        f"ready_s={ready:.0f} peak_mib={max(heaviest.values()):.0f}"
    )


@contextmanager
def weighing(data: Path, heaviest: dict[str, float] | None = None) -> Iterator[dict[str, float]]:
    """Yield kind of process → MiB that the largest of its kind has held, of the site in folder `data`."""
    heaviest, over = {} if heaviest is None else heaviest, Event()

    def watch() -> None:
        while not over.wait(0.2):
            for name, mib in weights(data):
                heaviest[name] = max(mib, heaviest.get(name, 0))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield heaviest
    finally:
        over.set()
        watcher.join()


def weights(data: Path) -> Iterator[tuple[str, float]]:
    """Yield what each process of the site in folder `data` is, and the most memory that it has held, in MiB."""
    for process in processes(data):
        with suppress(OSError, IndexError):  # it may end at any moment
            words = (process / "cmdline").read_text().replace("\0", " ")
            name = next((word for word in ("render_worker", "gunicorn", "work") if word in words), "other")
            yield name, int((process / "status").read_text().split("VmHWM:")[1].split()[0]) / 1024


def processes(data: Path) -> Iterator[Path]:
    """Yield the folder in /proc of each process of the site in folder `data`."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"DATA_DIR={data}\0" in (process / "environ").read_text():
                yield process


def kill(data: Path) -> None:
    """End all processes of the site in folder `data` without a word, as a power cut would."""
    for process in processes(data):
        with suppress(ProcessLookupError):
            os.kill(int(process.name), signal.SIGKILL)


def counted(environment) -> list[int]:
    """Return how many photos there are, how many different ones, and how many with all their sizes."""
    return told(environment, COUNT, "count")


def told(environment, script: str, name: str) -> list[int]:
    """Return the numbers that `script` prints after `name`."""
    words = re.search(rf"^{name} (.*)", manage("shell", environment, "-c", script), re.MULTILINE)
    return [int(number) for number in words[1].split()]


def wait(reached, pause: float = 0.5) -> None:
    """Ask every so many seconds until `reached` says so; an hour at most."""
    deadline = time.monotonic() + 3600
    while not reached():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(pause)


if __name__ == "__main__":
    main()
