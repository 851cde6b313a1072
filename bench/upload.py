"""How long do two hundred photos of 24 megapixels take through the browser, with the site killed once on the way?

Draws them, serves a site of its own, drops them into an album in Chromium, kills the site halfway and starts it again,
and waits until all sizes are made. PHOTOS=20 takes fewer.
"""

import os
import re
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser.bare_site import ALBUM, sign_in
from tests.browser.chromium import find
from tests.browser.conftest import FLAGS
from tests.browser.served import environment_of, free_port, manage, serving

PHOTOS = int(os.environ.get("PHOTOS", "200"))
SIZE = (6000, 4000)
COUNT = """
from gallery.models import Photo
rows = Photo.objects.all()
print("count", rows.count(), rows.values("content_digest").distinct().count(), rows.filter(ready=True).count())
"""


def main():
    """Draw, run, and throw all away."""
    with tempfile.TemporaryDirectory() as folder:
        files = [draw(Path(folder), number) for number in range(PHOTOS)]
        megabytes = sum(file.stat().st_size for file in files) / 1e6
        print(f"{PHOTOS} photos of 24 megapixels, {megabytes:.0f} MB, {os.cpu_count()} cores")
        run(Path(folder) / "site", files)


def draw(folder: Path, number: int) -> Path:
    """Draw a photo that no other is like; flat, so that drawing is quick."""
    image = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    pen = ImageDraw.Draw(image)
    for step in range(40):
        left, top = (number * 37 + step * 311) % SIZE[0], (number * 91 + step * 173) % SIZE[1]
        pen.ellipse([left, top, left + 600, top + 400], fill=((number * 13) % 256, step * 6, 160))
    path = folder / f"DSC_{number:04}.jpg"
    image.save(path, "JPEG", quality=85)
    return path


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
        with serving(environment, killed=True):
            sign_in(page)
            page.goto(f"/admin/gallery/album/{album}/photos/")
            begun = time.monotonic()
            page.locator("[data-drop] input").set_input_files(files)
            wait(lambda: done.count() >= len(files) // 2)
        with serving(environment):
            wait(lambda: done.count() == len(files))
            uploaded = time.monotonic() - begun
            print(f"uploaded after {uploaded:.0f} s", flush=True)
            wait(lambda: counted(environment)[2] == len(files), pause=5)
            ready = time.monotonic() - begun
        browser.close()
    photos, different, _ready = counted(environment)
    print(f"RESULT photos={photos} different={different} uploaded_s={uploaded:.0f} ready_s={ready:.0f}")


def counted(environment) -> list[int]:
    """Return how many photos there are, how many different ones, and how many with all their sizes."""
    words = re.search(r"count (.*)", manage("shell", environment, "-c", COUNT))[1]
    return [int(number) for number in words.split()]


def wait(reached, pause: float = 0.5) -> None:
    """Ask every so many seconds until `reached` says so; an hour at most."""
    deadline = time.monotonic() + 3600
    while not reached():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(pause)


if __name__ == "__main__":
    main()
