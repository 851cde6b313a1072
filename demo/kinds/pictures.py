"""The drawn pictures: those that content owns, and those in the albums."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

from django.core.files.base import ContentFile

from content.pictures.intake.originals import take_in
from content.pictures.models import Picture
from content.pictures.renditions.tasks import enqueue_renditions
from demo import drawing
from demo.kinds.kind import Kind, Row
from demo.reading import demo_key, fields, read, time_of
from gallery.models import Album, Photo

# A process of its own costs as much as drawing two pictures in full size.
WORTH_A_PROCESS = 2


class DrawnKind(Kind):
    """Pictures that are drawn while they are loaded. `drawn` holds the bytes by file, once they have been."""

    files = ["original"]

    def __init__(self):
        self.drawn: dict[str, bytes] = {}

    def told(self, row: Row) -> dict:
        """Return what is told of the picture in `row`, by column."""
        raise NotImplementedError

    def make(self, row):
        picture: Any = self.model(pk=self.key(row), original=ContentFile(self.drawn[row["file"]], row["file"]))
        for field, value in self.told(row).items():
            setattr(picture, field, value)
        take_in(picture)
        return picture

    def store(self, item, row):
        super().store(item, row)
        enqueue_renditions(item)


class Pictures(DrawnKind):
    model, file, table = Picture, "pictures", "picture"

    def told(self, row):
        return fields(row, "title", "alt", "decorative", "credit", "licence")


class AlbumPhotos(DrawnKind):
    model, file, table = Photo, "albums", "photo"
    label = "photos"

    def rows(self):
        return [
            {**photo, "album": album["key"], "position": position}
            for album in read(self.file)["album"]
            for position, photo in enumerate(album["photo"], start=1)
        ]

    def name(self, row):
        return row["file"]

    def told(self, row):
        taken_at = time_of(row["taken_at"])
        return fields(row, "alt", "credit", "position") | {
            "album_id": demo_key(Album, row["album"]),
            "taken_at": taken_at,
        }


def draw_files(files: list[str], scale: float) -> dict[str, bytes]:
    """Return file → bytes for all `files`, drawn on as many processors as there are. scale: 1 is full size."""
    paint = partial(drawing.encode, scale=scale)
    if len(files) * scale**2 < WORTH_A_PROCESS:
        return {file: paint(file) for file in files}
    # Not forked: the children must not hold the parent's database connection.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return dict(zip(files, pool.map(paint, files), strict=True))
