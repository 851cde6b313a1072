"""Links by which whoever has them sees a preview, and what they show."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from content.planning.releases import items_of
from content.preview.models import VALID_FOR, PreviewLink
from content.workflow.models import Publishable, Release, State

Previewed = Publishable | Release


def shown_in(previewed: Previewed) -> list[Publishable]:
    """Return what a preview of an object, or of a release, publishes for a moment; nothing once a release is published.

    For what is drafted after that isn't what the release, and whoever has a link to it, was about.
    """
    if isinstance(previewed, Release) and previewed.released_at:
        return []
    items = items_of(previewed) if isinstance(previewed, Release) else [previewed]
    return [item for item in items if item.state != State.BINNED]


def links_to(previewed: Previewed) -> QuerySet[PreviewLink]:
    """Return the links that show `previewed`, the latest first."""
    return PreviewLink.objects.filter(**_key(previewed)).select_related("author")


def share_preview(previewed: Previewed, *, author=None) -> PreviewLink:
    """Return a new link to the preview of `previewed`, valid for a week."""
    return PreviewLink.objects.create(**_key(previewed), author=author, expires_at=timezone.now() + VALID_FOR)


def revoke_links(links: QuerySet) -> None:
    """Let `links` open nothing from now on."""
    links.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())


def _key(previewed: Previewed) -> dict:
    if isinstance(previewed, Release):
        return {"release": previewed}
    return {"content_type": ContentType.objects.get_for_model(previewed), "object_id": previewed.pk}
