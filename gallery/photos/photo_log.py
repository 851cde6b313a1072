"""The history of a photo: photos have no drafts, so Django's own log holds who did what."""

from collections.abc import Iterable

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from content.workflow.publishing import announce_change
from gallery.models import Photo


def log_added(photo: Photo, author) -> None:
    """Note that `author` added `photo`; nothing when nobody did, as for the demonstration."""
    _log([photo], ADDITION, [{"added": {}}], author)


def log_changed(photos: Iterable[Photo], fields: Iterable[str], author) -> None:
    """Note that `author` changed `fields` of `photos`, and tell whoever shows them."""
    photos = list(photos)
    labels = sorted({str(Photo._meta.get_field(name).verbose_name) for name in fields})  # type: ignore[union-attr]
    _log(photos, CHANGE, [{"changed": {"fields": labels}}], author)
    for photo in photos:
        announce_change(photo)


def forget_words(photo: Photo) -> None:
    """Leave in the history who did what and when, but not what `photo` was called, which told what was on it."""
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Photo), object_id=photo.pk)
    entries.update(object_repr=str(photo.pk))


def _log(photos: list[Photo], act: int, message: list, author) -> None:
    if author is not None and photos:
        LogEntry.objects.log_actions(author.pk, photos, act, change_message=message)
