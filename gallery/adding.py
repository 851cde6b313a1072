"""Many photos at once into an album."""

from django.core.exceptions import ValidationError
from django.db.models import Max

from content.pictures.tasks import enqueue_renditions
from gallery.models import Album, Photo


def add_photos(album: Album, files) -> tuple[int, list[str]]:
    """Add uploaded `files` to the end of `album`; return how many, and for each refused one a sentence that says why.

    The public sees them once the album is published again, when it has been before.
    """
    refused = []
    state = Photo.State.WAITING if album.published_at else Photo.State.VISIBLE
    position = album.photos.aggregate(last=Max("position"))["last"] or 0
    for number, file in enumerate(files, start=1):
        try:
            _add(Photo(album=album, original=file, position=position + number, state=state))
        except ValidationError as reason:
            refused += reason.messages
    return len(files) - len(refused), refused


def _add(photo: Photo) -> None:
    photo.full_clean()
    photo.save()
    enqueue_renditions(photo)
