"""The order in which photos were taken, across cameras whose clocks differ."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, F, Min
from django.utils import timezone

from gallery.models import Album, Photo
from gallery.photos.photo_log import log_changed


class Camera(NamedTuple):
    """A camera of an album: its name (empty: the files don't tell), how many photos it took, when the first."""

    name: str
    photos: int
    first: datetime


def cameras_of(album: Album) -> list[Camera]:
    """Return the cameras whose photos tell when they were taken, the most used first."""
    rows = album.photos.filter(taken_at__isnull=False).order_by().values("camera")
    counted = rows.annotate(count=Count("pk"), first=Min("taken_at")).order_by("-count", "camera")
    return [Camera(row["camera"], row["count"], row["first"]) for row in counted]


@transaction.atomic
def order_by_date(album: Album, corrections: dict[str, timedelta], author) -> int:
    """Correct the clocks of cameras, by name, and put the photos of `album` in the order in which they were taken.

    Photos that tell no date come last, in the order in which they are. Returns how many were corrected or moved.
    """
    Album.objects.select_for_update().get(pk=album.pk)
    given = {name: correction for name, correction in corrections.items() if correction}
    corrected = list(album.photos.filter(camera__in=given, taken_at__isnull=False))
    for photo in corrected:
        photo.taken_at = _moved(photo.taken_at, given[photo.camera])  # type: ignore[arg-type]  # none is without
    Photo.objects.bulk_update(corrected, ["taken_at"], batch_size=500)
    photos = list(album.photos.order_by(F("taken_at").asc(nulls_last=True), "position", "id"))
    moved = [photo for number, photo in enumerate(photos, start=1) if photo.position != number]
    for number, photo in enumerate(photos, start=1):
        photo.position = number
    Photo.objects.bulk_update(moved, ["position"], batch_size=500)
    changed = {photo.pk: photo for photo in [*moved, *corrected]}.values()
    log_changed(changed, ["taken_at", "position"] if corrected else ["position"], author)
    return len(changed)


def _moved(moment: datetime, correction: timedelta) -> datetime:
    """Return `moment` corrected; as it is where the calendar ends, as in the year 9999 that somebody typed."""
    try:
        moved = moment + correction
        timezone.localtime(moved)  # the pages must be able to say it
    except OverflowError:
        return moment
    return moved
