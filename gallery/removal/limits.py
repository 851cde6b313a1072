"""How much may be hidden without an editor: enough for whoever is on a photo, too little to take an album down."""

from datetime import timedelta

from django.utils import timezone

from content.pages.models import SiteSettings
from content.visitors.throttling import TooManyRequests
from gallery.models import Photo, RemovalRequest

WITHIN = timedelta(days=1)
PHOTOS_OF_A_SENDER = 5
PHOTOS_OF_AN_ALBUM = 3
SHARE_OF_AN_ALBUM = 10  # one in so many, in an album so large that this is more
REQUESTS_IN_AN_HOUR = 60

Waits = RemovalRequest.Waits


def refuse_a_flood(sender: str) -> None:
    """Raise TooManyRequests when `sender` asked more often within an hour than somebody who looks at the photos can."""
    since = timezone.now() - timedelta(hours=1)
    if sender and RemovalRequest.objects.filter(sender=sender, created_at__gte=since).count() >= REQUESTS_IN_AN_HOUR:
        raise TooManyRequests


def why_it_waits(photo: Photo, sender: str) -> str:
    """Return why `photo` isn't hidden at once for `sender`: one of RemovalRequest.Waits, nothing when it is.

    A photo that is hidden already costs nobody anything, so each who asks then holds it as well.
    """
    if photo.state_before:
        return ""
    if SiteSettings.objects.filter(removal_waits=True).exists():
        return Waits.SETTING
    if RemovalRequest.objects.about(photo, photo.content_digest).filter(state=RemovalRequest.State.REFUSED).exists():
        return Waits.DECIDED
    if _hidden_today(sender=sender).count() >= PHOTOS_OF_A_SENDER:
        return Waits.SENDER
    if _has_lost_enough(photo):
        return Waits.ALBUM
    return ""


def _has_lost_enough(photo: Photo) -> bool:
    """Whether, without `photo` as well, its album would lack more than its share, or have nothing left of several."""
    album = Photo.objects.in_album(photo.album_id)
    others = _hidden_today(photo__album=photo.album_id).exclude(photo=photo).count()
    is_last = not album.filter(state=Photo.State.VISIBLE).exclude(pk=photo.pk).exists()
    return others >= max(PHOTOS_OF_AN_ALBUM, album.count() // SHARE_OF_AN_ALBUM) or (others > 0 and is_last)


def _hidden_today(**of):
    """Return the photos that requests hid within a day, those included that an editor has shown again since."""
    since = timezone.now() - WITHIN
    requests = RemovalRequest.objects.hiding().filter(created_at__gte=since, **of)
    return requests.order_by().values("photo").distinct()
