"""Large photos: made in a process of their own, in bounded memory, and the same whatever storage there is."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.test import override_settings
from PIL import Image, ImageChops

from content.pictures.intake.pixels import shrink_image
from content.pictures.models import Picture
from content.pictures.renditions import worker_process
from content.pictures.renditions.files import OriginalMissing, make_missing, rendition_name, widths_for
from content.pictures.renditions.render_worker import DONE, RenditionOrder
from content.pictures.renditions.worker_process import RenderingFailed
from content.pictures.rotation import rotate_image
from tests.pictures.photos import display_p3, encoded, landscape, telling_exif
from tests.pictures.test_making_sizes import BLUE, RED, about, files_of, kept, made, size_of

LARGE = (1500, 900)
# Starts what follows it, and says on its last line of standard error what that held at most, in KiB.
WEIGHED = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


def test_a_tall_photo_taken_on_its_side_has_the_right_size_at_every_width(db):
    picture = made(encoded(landscape((3000, 2001)), exif=telling_exif(orientation=8)))
    assert (picture.width, picture.height) == (2001, 3000)
    for width in widths_for(2001, 3000):
        for extension in ("avif", "jpg"):
            assert size_of(picture, width, extension).size == (width, round(3000 * width / 2001))


@pytest.mark.parametrize("extension", ["avif", "jpg"])
@pytest.mark.parametrize(
    ("degrees", "size", "red", "blue"),
    [
        (90, (320, 533), (160, 100), (160, 450)),
        (180, (320, 192), (260, 90), (60, 90)),
        (270, (320, 533), (160, 450), (160, 100)),
    ],
)
def test_a_large_picture_lies_as_an_editor_turned_it(db, degrees, size, red, blue, extension):
    picture = kept(encoded(landscape(LARGE)))
    rotate_image(picture, degrees)
    picture.save()
    make_missing(picture)
    shown = size_of(picture, 320, extension)
    assert shown.size == size
    assert about(shown.getpixel(red), RED)
    assert about(shown.getpixel(blue), BLUE)


@pytest.mark.parametrize("size", [(400, 240), LARGE, (3000, 1800)])
@pytest.mark.parametrize("extension", ["avif", "jpg"])
def test_the_red_of_a_phone_is_the_same_red_on_every_screen(db, size, extension):
    # What Display P3 calls (234, 51, 35) is the reddest that sRGB has.
    picture = made(encoded(Image.new("RGB", size, (234, 51, 35)), icc_profile=display_p3(), quality=95))
    assert about(size_of(picture, 320, extension).getpixel((150, 90)), RED)
    assert not about((234, 51, 35), RED)


def test_scaling_in_strips_leaves_no_seam():
    image = Image.effect_noise((1400, 1000), 90).convert("RGB")
    whole = image.resize((1400, 437), Image.Resampling.LANCZOS).resize((613, 437), Image.Resampling.LANCZOS)
    difference = ImageChops.difference(shrink_image(image, (613, 437), cores=3), whole)
    assert max(brightest for _darkest, brightest in difference.getextrema()) <= 1  # what rounding does


def test_a_file_that_broke_since_it_was_taken_in_says_so_and_stays_unready(db):
    picture = kept(large())
    os.truncate(picture.original.path, 50_000)
    with pytest.raises(RenderingFailed, match="truncated"):
        make_missing(picture)
    picture.refresh_from_db()
    assert (picture.ready, files_of_folder(picture)) == (False, [])


def files_of_folder(picture) -> list[str]:
    return files_of(picture) if default_storage.exists(f"renditions/{picture.digest[:2]}") else []


def test_a_process_that_is_killed_takes_nobody_along(db, monkeypatch):
    kill = f"import os; os.kill(os.getpid(), {signal.SIGKILL:d})"
    monkeypatch.setattr(worker_process, "DARKROOM", [sys.executable, "-c", kill])
    with pytest.raises(RenderingFailed, match="signal 9"):
        make_missing(kept(encoded(landscape(LARGE))))


def test_one_that_never_ends_is_ended(db, monkeypatch):
    monkeypatch.setattr(worker_process, "DARKROOM", [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(worker_process, "PATIENCE", 0.2)
    with pytest.raises(RenderingFailed, match="timed out"):
        make_missing(kept(encoded(landscape(LARGE))))


def large() -> bytes:
    """Return a large picture that never was before, so that its sizes are made indeed."""
    return encoded(Image.effect_noise(LARGE, 90).convert("RGB"))


def test_one_process_makes_what_comes_one_after_the_other(db):
    made(large())
    [waiting] = worker_process._ready
    assert made(large()).ready
    assert worker_process._ready == [waiting]


def test_what_one_picture_breaks_the_next_does_not_meet(db):
    broken = kept(large())
    os.truncate(broken.original.path, 50_000)
    with pytest.raises(RenderingFailed):
        make_missing(broken)
    assert worker_process._ready == []
    assert made(large()).ready


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGALRM])
def test_one_that_fell_while_it_waited_is_passed_over(db, sign):
    made(large())
    [waiting] = worker_process._ready
    waiting.send_signal(sign)
    waiting.wait()
    assert made(large()).ready


def test_one_that_ends_for_want_of_orders_just_as_one_comes_is_replaced(db, tmp_path, monkeypatch):
    seen = tmp_path / "seen"
    late = (
        "import os, pathlib, runpy, signal, sys\n"
        f"seen = pathlib.Path({str(seen)!r})\n"
        "if seen.exists():\n"
        "    runpy.run_module('content.pictures.renditions.render_worker', run_name='__main__')\n"
        "else:\n"
        "    seen.touch()\n"
        "    os.kill(os.getpid(), signal.SIGALRM)\n"
    )
    monkeypatch.setattr(worker_process, "DARKROOM", [sys.executable, "-c", late])
    assert made(large()).ready
    assert seen.exists()


def test_one_that_waits_ends_when_nothing_comes(monkeypatch):
    hasty = "import content.pictures.renditions.render_worker as darkroom; darkroom.IDLE = 1; darkroom.main()"
    waiting = subprocess.Popen(
        [sys.executable, "-c", hasty], cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with waiting:
        assert waiting.wait(timeout=60) == -signal.SIGALRM


def test_one_that_waits_ends_with_whoever_started_it():
    ended = subprocess.run(
        worker_process.DARKROOM,
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert (ended.stdout, ended.stderr) == (b"", b"")


class StorageElsewhere(Storage):
    """A storage of which Django knows no path."""

    def __init__(self):
        self.files: dict[str, bytes] = {}

    def _open(self, name, mode="rb"):
        if name not in self.files:
            raise FileNotFoundError(name)
        return ContentFile(self.files[name])

    def _save(self, name, content):
        self.files[name] = content.read()
        return name

    def exists(self, name):
        return name in self.files

    def delete(self, name):
        del self.files[name]


@pytest.fixture
def storage_elsewhere(monkeypatch):
    """Originals and sizes in storages that have no paths, such as those in a cloud."""
    monkeypatch.setattr(Picture._meta.get_field("original"), "storage", StorageElsewhere())
    memory = {"BACKEND": f"{__name__}.StorageElsewhere"}
    with override_settings(STORAGES={"default": memory, "staticfiles": memory, "private": memory}):
        yield


def test_a_storage_elsewhere_gets_the_same_files(db, storage_elsewhere):
    picture = made(encoded(landscape(LARGE)))
    names = [(width, kind) for width in widths_for(1500, 900) for kind in ("avif", "jpg")]
    assert set(default_storage.files) == {rendition_name(picture.digest, *name) for name in names}
    assert size_of(picture, 320, "avif").size == (320, 192)
    assert picture.ready


def test_an_original_that_a_storage_elsewhere_has_lost_is_named(db, storage_elsewhere):
    picture = kept(encoded(landscape(LARGE)))
    picture.original.storage.delete(picture.original.name)
    with pytest.raises(OriginalMissing, match=picture.original.name):
        make_missing(picture)


@pytest.mark.slow
def test_photos_of_24_megapixels_take_less_than_200_mib_however_many_there_are(tmp_path):
    original = tmp_path / "large.jpg"
    grain = Image.effect_noise((1500, 1000), 20).resize((6000, 4000)).convert("RGB")
    grain.save(original, exif=telling_exif(orientation=1), icc_profile=display_p3())
    files = [
        RenditionOrder(width, round(width * 2 / 3), extension, str(tmp_path / f"{width}.{extension}"))
        for width in widths_for(6000, 4000)
        for extension in ("avif", "jpg")
    ]
    order = {"original": str(original), "mode": "RGB", "files": files, "rotation": 0}
    assert mib_held_by_the_darkroom([order] * 4) < 200
    assert len(list(tmp_path.glob("[0-9]*"))) == len(files)


def mib_held_by_the_darkroom(orders) -> float:
    weighed = subprocess.run(
        [sys.executable, "-c", WEIGHED, *worker_process.DARKROOM],
        input="".join(f"{json.dumps(order)}\n" for order in orders), env=os.environ | worker_process.SPARING,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert weighed.stdout.split() == [DONE] * len(orders)
    return int(weighed.stderr) / 1024
