"""Photos into an album: each file comes in as a whole or not at all, and none twice."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from content.pictures.intake.originals import short_name
from content.pictures.renditions.tasks import enqueue_renditions
from content.texts.languages import saving_language
from content.workflow.publishing import announce_change
from gallery.models import Album, Photo
from gallery.photos.photo_log import log_added


class AddedPhoto(NamedTuple):
    """The photo that shows a file in its album; is_new: it wasn't there before."""

    photo: Photo
    is_new: bool


def add_photo(album: Album, file: File, *, author=None) -> AddedPhoto:
    """Add `file` to the end of `album`; a file that is there already is not added again, whatever it is called now.

    The public sees the photo once the album is published again, when it has been before. Raises ValidationError, in
    words for whoever uploads it, for what can't come in.
    """
    photo = Photo(album=album, original=file)
    photo.full_clean(validate_unique=False)  # which is asked when nobody else can add one
    try:
        return _placed(photo, author)
    except Exception:
        if photo.original._committed:  # type: ignore[attr-defined]  # in storage already, and no row will name it
            photo.original.delete(save=False)
        raise


def add_photos(album: Album, files, *, author=None) -> tuple[int, list[str]]:
    """Add uploaded `files` to `album`; return how many, and for each other one a sentence that says why not."""
    count, refused = 0, []
    for file in files:
        try:
            added = add_photo(album, file, author=author)
        except ValidationError as reason:
            refused += reason.messages
            continue
        count += added.is_new
        refused += [] if added.is_new else [_("%(file)s is in this album already.") % {"file": short_name(file.name)}]
    return count, refused


@transaction.atomic
def _placed(photo: Photo, author) -> AddedPhoto:
    """Save a photo that was looked at; albums are locked meanwhile, so that two of the same can't both come in."""
    album = Album.objects.select_for_update().get(pk=photo.album_id)
    there = album.photos.filter(content_digest=photo.content_digest).first()
    if there:
        return AddedPhoto(there, is_new=False)
    photo.position = (album.photos.aggregate(last=Max("position"))["last"] or 0) + 1
    photo.state = Photo.State.WAITING if album.published_at else Photo.State.VISIBLE
    with saving_language():
        photo.save(force_insert=True)
    log_added(photo, author)
    enqueue_renditions(photo)
    announce_change(photo)
    return AddedPhoto(photo, is_new=True)
