"""What pictures do when Django says that one was deleted: its sizes go too, also when it went with an album."""

from typing import Any

from django.db.models.signals import post_delete

from content.pictures.models import ImageBase, every_kind
from content.pictures.renditions.rendition_cleanup import drop_once_committed


def drop_with_picture(sender: type[ImageBase], instance: ImageBase, **_kwargs: Any) -> None:
    """Delete the sizes of a picture that was deleted."""
    drop_once_committed(instance.digest)


for kind in every_kind():
    post_delete.connect(drop_with_picture, sender=kind)
