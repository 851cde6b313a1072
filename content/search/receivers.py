"""What search does when something is published: the index follows."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.dispatch import receiver

from content.search.indexing import update_index
from content.workflow.signals import published


@receiver(published)
def index_published(sender: type[Model], pk: UUID, **_kwargs: Any) -> None:
    """Index or forget what changed."""
    update_index(sender, pk)
