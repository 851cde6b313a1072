"""What is kept for a time only, and goes when its time is over."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from content.workflow.bin import empty_bin
from content.workflow.models import EditSession, PreviewLink

# Somebody may ask who could see a preview, or go on with what was typed, for as long as this; and for as long is it
# remembered that a sitting ended, so that a browser that comes late with what it kept is told so.
PREVIEWS_KEPT_FOR = timedelta(days=90)
SITTINGS_KEPT_FOR = timedelta(days=30)


class CleanupResult(NamedTuple):
    """How much went."""

    erased: int
    preview_links: int
    sittings: int


def clean_up(now: datetime | None = None) -> CleanupResult:
    """Erase what has been in the bin for thirty days, old preview links and forgotten sittings, as of `now`."""
    moment = now or timezone.now()
    links, _kinds = PreviewLink.objects.filter(expires_at__lte=moment - PREVIEWS_KEPT_FOR).delete()
    sittings, _kinds = EditSession.objects.filter(seen_at__lte=moment - SITTINGS_KEPT_FOR).delete()
    return CleanupResult(empty_bin(moment), links, sittings)
