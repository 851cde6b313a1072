"""Those who make the sizes of photos, each as its own manual says, at the site's widths, formats and qualities.

Run as a process of its own: `contestants.py NAME FOLDER` says "ready", then takes the path of a photo on each line of
standard input, and answers with what it cost, as JSON.
"""

import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from content.pictures.intake.pixels import Image, upright_size  # noqa: E402
from content.pictures.renditions.render_worker import ENCODERS, POLITENESS  # noqa: E402
from content.pictures.renditions.widths import widths_for  # noqa: E402

# Theirs may use as many threads as they like for a file: they do nothing else meanwhile.
SETTINGS = {
    name: {key: value for key, value in ENCODERS[name].items() if key not in {"format", "max_threads"}}
    for name in ENCODERS
}
FORMATS = {"jpg": "JPEG", "avif": "AVIF"}

Maker = Callable[[Path], None]


def main(name: str, folder: Path) -> None:
    """Answer for one contestant, whose files go to `folder`."""
    folder.mkdir()
    answers, sys.stdout = sys.stdout, sys.stderr
    make = CONTESTANTS[name](folder)
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(cost(make, Path(line.strip()), folder)), file=answers, flush=True)


def cost(make: Maker, photo: Path, folder: Path) -> dict[str, float]:
    """Return seconds, processor seconds, seconds until the first file was there, and MiB of the largest process so far."""
    cpu, moment, started = _cpu(), time.time(), time.perf_counter()
    make(photo)
    seconds, cpu = time.perf_counter() - started, _cpu() - cpu
    first = min(file.stat().st_mtime for file in folder.rglob(f"{photo.stem}*-*.*")) - moment
    return {"seconds": seconds, "cpu": cpu, "first": first, "mib": _largest_mib()}


def _largest_mib() -> float:
    """Return the most memory that this process or one that it started has held, whether that has ended or not."""
    living = [int(_status(pid).split("VmHWM:")[1].split()[0]) for pid in ("self", *_children())]
    return max(*living, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _cpu() -> float:
    """Return the processor seconds of this process and of those that it started, whether they have ended or not."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    living = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in _children()]
    ticks = sum(int(user) + int(system) for user, system in living)
    return sum(each.ru_utime + each.ru_stime for each in spent) + ticks / os.sysconf("SC_CLK_TCK")


def _children() -> list[str]:
    return [pid for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()]


def _status(pid: str) -> str:
    return Path(f"/proc/{pid}/status").read_text()


def widths_of(photo: Path) -> tuple[int, ...]:
    """Return how wide the sizes of `photo` are to be."""
    with Image.open(photo) as image:
        return widths_for(*upright_size(image))


def file_of(folder: Path, photo: Path, width: int, extension: str) -> Path:
    """Return where a contestant puts a size."""
    return folder / f"{photo.stem}-{width}.{extension}"


def smartup(folder: Path, extensions: tuple[str, ...] = ("jpg", "avif")) -> Maker:
    """The site itself, from the row of a picture to its being ready; what was made is moved to `folder` afterwards."""
    os.environ |= {
        "DATA_DIR": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "smartup.settings",
        "SECRET_KEY": "bench" * 12,
    }
    (folder / "data").mkdir()
    import django

    django.setup()
    from django.core.management import call_command

    from content.pictures.renditions import files

    call_command("migrate", verbosity=0)
    files.extensions_for = lambda _transparent: extensions

    def make(photo: Path) -> None:
        files.make_missing(_saved(photo))

    return make


def _saved(photo: Path):
    """Return the row of a picture, as the intake leaves it."""
    from content.pictures.models import Picture

    with Image.open(photo) as image:
        width, height = upright_size(image)
    picture = Picture(title=photo.stem, digest=photo.stem.ljust(64, "0"), width=width, height=height)
    private = picture.original.storage.path(f"originals/{photo.name}")
    Path(private).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(photo, private)
    picture.original.name = f"originals/{photo.name}"
    picture.save()
    return picture


def smartup_jpegs(folder: Path) -> Maker:
    """The site itself, asked for the JPEGs only."""
    return smartup(folder, ("jpg",))


def _others(folder: Path, apps: list[str]) -> None:
    from django.conf import settings

    settings.configure(INSTALLED_APPS=apps, MEDIA_ROOT=str(folder), THUMBNAIL_PROGRESSIVE=1)
    import django

    django.setup()


def imagekit(folder: Path) -> Maker:
    """django-imagekit: a spec for each file."""
    _others(folder, ["imagekit"])
    from imagekit import ImageSpec
    from imagekit.processors import ResizeToFit, Transpose

    def spec(width: int, extension: str) -> type:
        traits = {"format": FORMATS[extension], "options": SETTINGS[extension]}
        return type("Spec", (ImageSpec,), {"processors": [Transpose(), ResizeToFit(width)], **traits})

    def make(photo: Path) -> None:
        for width, extension in product(widths_of(photo), FORMATS):
            with photo.open("rb") as file:
                made = spec(width, extension)(source=file).generate().read()
            file_of(folder, photo, width, extension).write_bytes(made)

    return make


def willow(folder: Path) -> Maker:
    """Willow, as Wagtail asks it for each rendition; it can't be told the speed of AVIF, so Pillow is told for it."""
    _others(folder, [])
    from willow.image import Image as WillowImage

    def make(photo: Path) -> None:
        for width, extension in product(widths_of(photo), FORMATS):
            with photo.open("rb") as file:
                image = WillowImage.open(file).auto_orient()
                wide, high = image.get_size()
                image = image.resize((width, round(high * width / wide)))
                image.get_pillow_image().save(
                    file_of(folder, photo, width, extension), FORMATS[extension], **SETTINGS[extension]
                )

    return make


def easy_thumbnails(folder: Path) -> Maker:
    """easy-thumbnails: JPEGs only, for it knows no AVIF."""
    _others(folder, ["easy_thumbnails"])
    from easy_thumbnails.files import Thumbnailer

    def make(photo: Path) -> None:
        for width in widths_of(photo):
            with photo.open("rb") as file:
                thumbnailer = Thumbnailer(file, name=photo.name)
                made = thumbnailer.generate_thumbnail({"size": (width, 0), "quality": ENCODERS["jpg"]["quality"]})
                file_of(folder, photo, width, "jpg").write_bytes(made.read())

    return make


def libvips(folder: Path) -> Maker:
    """libvips, the limit: decoded once, upright and in sRGB at the widest; from there each size, several at a time."""
    import pyvips

    def make(photo: Path) -> None:
        widths = widths_of(photo)
        widest = pyvips.Image.thumbnail(str(photo), widths[-1], height=10_000, export_profile="srgb").copy_memory()

        def one(width: int) -> None:
            image = (
                widest
                if width == widest.width
                else widest.resize(width / widest.width, kernel="lanczos3").copy_memory()
            )
            jpeg, avif = ENCODERS["jpg"], ENCODERS["avif"]
            path = file_of(folder, photo, width, "jpg")
            image.jpegsave(str(path), Q=jpeg["quality"], interlace=True, optimize_coding=True, keep="none")
            path = file_of(folder, photo, width, "avif")
            image.heifsave(str(path), compression="av1", Q=avif["quality"], effort=9 - avif["speed"], keep="none")

        with ThreadPoolExecutor(os.cpu_count()) as hands:
            list(hands.map(one, reversed(widths)))

    return make


CONTESTANTS: dict[str, Callable[[Path], Maker]] = {
    "smartup": smartup,
    "smartup, JPEGs": smartup_jpegs,
    "django-imagekit": imagekit,
    "Willow": willow,
    "easy-thumbnails": easy_thumbnails,
    "libvips": libvips,
}

if __name__ == "__main__":
    if not sys.argv[1].startswith("smartup"):
        os.nice(POLITENESS)  # as the site's own worker is
    main(sys.argv[1], Path(sys.argv[2]))
