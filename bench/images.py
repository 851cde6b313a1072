"""What do the sizes of a photo cost? Twenty photos of 24 megapixels, the files that the site makes, beside others.

Run by `make bench-images`; `ARGS="--photos 3"` is quicker. The photos are made up (bench/pictures/photographs.py). Each
contestant is a process of its own, all take one photo in turn, so that what else the machine does hits all alike. Ours
is measured from the saved row to its being ready, with every file safely on the disk, which no other waits for.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean, median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench" / "pictures")]

import numpy as np  # noqa: E402
import photographs  # noqa: E402
from contestants import CONTESTANTS, file_of, widths_of  # noqa: E402
from likeness import ssim  # noqa: E402
from PIL import Image  # noqa: E402

from content.pictures.intake.pixels import as_shown  # noqa: E402
from content.pictures.renditions.widths import LADDER  # noqa: E402

OURS, OUR_JPEGS, LIMIT = "smartup", "smartup, JPEGs", "libvips"
RIVALS = {"django-imagekit": OURS, "Willow": OURS, "easy-thumbnails": OUR_JPEGS}  # and what of ours does the same work
Costs = dict[str, list[dict[str, float]]]
Likeness = dict[tuple[str, int, str], list[float]]


def main() -> None:
    """Make the photos, let everybody work, compare what they made, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=20)
    count = parser.parse_args().photos
    with tempfile.TemporaryDirectory(prefix="smartup-bench-") as folder:
        photos = make_photos(Path(folder), count)
        costs = costs_of(photos, Path(folder))
        likeness = likeness_of(photos, Path(folder))
        sizes = {name: bytes_of(Path(folder) / name) for name in CONTESTANTS}
    report(costs, likeness, sizes)


def make_photos(folder: Path, count: int) -> list[Path]:
    """Return the paths of photos made in `folder`."""
    (folder / "photos").mkdir()
    photographs.make(folder / "photos", count)
    return list(photographs.numbered(folder / "photos"))


def costs_of(photos: list[Path], folder: Path) -> Costs:
    """Return what each contestant needed for each photo; one works at a time, and each begins as often as another."""
    processes = {name: _started(name, folder / name) for name in CONTESTANTS}
    costs: Costs = {name: [] for name in processes}
    names = list(processes)
    for turn, photo in enumerate(photos):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            costs[name].append(_asked(processes[name], photo))
        print(f"{photo.name}: load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
    for process in processes.values():
        process.communicate()
    return costs


def _started(name: str, folder: Path) -> subprocess.Popen:
    command = [sys.executable, str(ROOT / "bench/pictures/contestants.py"), name, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "ready\n", f"{name} could not start"
    return process


def _asked(process: subprocess.Popen, photo: Path) -> dict[str, float]:
    assert process.stdin and process.stdout
    print(photo, file=process.stdin, flush=True)
    return json.loads(process.stdout.readline())


def bytes_of(folder: Path) -> dict[str, int]:
    """Return extension → bytes of the sizes in `folder`."""
    return {kind: sum(file.stat().st_size for file in _renditions(folder, kind)) for kind in ("jpg", "avif")}


def _renditions(folder: Path, kind: str) -> list[Path]:
    return [file for file in folder.rglob(f"*.{kind}") if "originals" not in file.parts]


def likeness_of(photos: list[Path], folder: Path) -> Likeness:
    """Return how like the photo each file is: to the original scaled by Lanczos in floating point, once for all.

    Only photos in sRGB: who keeps no profile and converts nothing shows the others in wrong colours.
    """
    found: Likeness = {}
    for photo in photos:
        with Image.open(photo) as image:
            if image.info.get("icc_profile"):
                continue
            original = as_shown(image).convert("L").convert("F")
        for width in widths_of(photo):
            size = (width, round(original.height * width / original.width))
            reference = np.asarray(original.resize(size, Image.Resampling.LANCZOS))
            for name in CONTESTANTS:
                for extension in ("jpg", "avif"):
                    file = _file(folder, name, photo, width, extension)
                    if file:
                        found.setdefault((name, width, extension), []).append(ssim(reference, _brightness(file, size)))
    return found


def _file(folder: Path, name: str, photo: Path, width: int, extension: str) -> Path | None:
    if name.startswith(OURS):
        return next((folder / name).rglob(f"{photo.stem.ljust(64, '0')}-{width}.{extension}"), None)
    file = file_of(folder / name, photo, width, extension)
    return file if file.is_file() else None


def _brightness(file: Path, size: tuple[int, int]) -> np.ndarray:
    with Image.open(file) as image:
        assert max(abs(image.width - size[0]), abs(image.height - size[1])) <= 1, f"{file}: {image.size}"
        return np.asarray(image.convert("L").resize(size), np.float32)


def report(costs: Costs, likeness: Likeness, sizes: dict[str, dict[str, int]]) -> None:
    """Print what was measured, and the line of results."""
    count = len(costs[OURS])
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; {count} photos; load {load}"
    )
    print(
        f"{'median photo':18} {'seconds':>8} {'cpu s':>8} {'first s':>8} {'peak MiB':>9} {'kB JPEG':>9} {'kB AVIF':>9}"
    )
    for name, each in costs.items():
        kilobytes = [sizes[name][kind] / count / 1000 for kind in ("jpg", "avif")]
        print(
            f"{name:18} {_usual(each, 'seconds'):8.2f} {_usual(each, 'cpu'):8.2f} {_usual(each, 'first'):8.2f} "
            f"{_peak(each):9.0f} {kilobytes[0]:9.0f} {kilobytes[1]:9.0f}"
        )
    print(f"\n{'SSIM':18} " + " ".join(f"{width:>7}" for width in LADDER))
    for name in CONTESTANTS:
        for extension in ("jpg", "avif"):
            row = [likeness.get((name, width, extension)) for width in LADDER]
            if all(row):
                print(f"{name[:13]:13} {extension:4} " + " ".join(f"{mean(values):7.4f}" for values in row if values))
    print(result(costs, likeness, sizes))


def result(costs: Costs, likeness: Likeness, sizes: dict[str, dict[str, int]]) -> str:
    """Return the line that the limits are held against: ours beside the best of the rivals."""
    faster = {kind: min(_usual(costs[rival], kind) / _usual(costs[ours], kind) for rival, ours in RIVALS.items())
              for kind in ("seconds", "cpu")}  # fmt: skip
    heavier = max(sum(sizes[ours].values()) / sum(sizes[rival].values()) for rival, ours in RIVALS.items())
    differences = [
        mean(likeness[OURS, width, extension]) - mean(likeness[rival, width, extension])
        for rival, width, extension in likeness
        if rival in RIVALS
    ]
    return (
        f"RESULT speedup={faster['seconds']:.2f} cpu_speedup={faster['cpu']:.2f} "
        f"vips_ratio={_usual(costs[OURS], 'seconds') / _usual(costs[LIMIT], 'seconds'):.2f} "
        f"peak_mib={_peak(costs[OURS]):.0f} bytes_ratio={heavier:.3f} ssim_diff={min(differences):.4f} "
        f"first_s={_usual(costs[OURS], 'first'):.2f}"
    )


def _usual(each: list[dict[str, float]], kind: str) -> float:
    return median(cost[kind] for cost in each)


def _peak(each: list[dict[str, float]]) -> float:
    return max(cost["mib"] for cost in each)


if __name__ == "__main__":
    main()
