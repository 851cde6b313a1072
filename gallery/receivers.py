"""What photos do when something is published: their files follow what is decided about them."""

from uuid import UUID

from django.dispatch import receiver

from content.pictures.renditions.tasks import enqueue_renditions
from content.workflow.signals import published
from gallery.models import Photo
from gallery.removal.files import drop_sizes


@receiver(published, sender=Photo)
def sync_renditions(sender: type[Photo], pk: UUID, **_kwargs) -> None:
    """Let a photo have its sizes, or none, as its state says."""
    photo = Photo.objects.filter(pk=pk).first()
    if photo and photo.state == Photo.State.WITHDRAWN:
        drop_sizes([photo])
    elif photo and photo.original and not photo.ready and not photo.tries:
        enqueue_renditions(photo)
