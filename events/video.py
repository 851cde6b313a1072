"""Videos on other hosts: which we allow, and the address that plays them without more cookies than needed."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# host → (how its addresses look, the frame that plays the video)
HOSTS = {
    "YouTube": (
        re.compile(
            r"^https://(?:(?:www|m)\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:\S*&)?v=|embed/|shorts/|live/)|youtu\.be/)"
            r"(?P<id>[\w-]{11})(?:[?&#]\S*)?\Z"
        ),
        "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
    ),
    "Vimeo": (
        re.compile(r"^https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>\d{6,12})(?:[/?#]\S*)?\Z"),
        "https://player.vimeo.com/video/{id}?autoplay=1&dnt=1",
    ),
}
FRAME_SOURCES = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]


def player_of(url: str) -> tuple[str, str] | None:
    """Return (name of the host, address of its player) for the video at `url`, or None if we don't allow it."""
    for host, (pattern, player) in HOSTS.items():
        if match := pattern.match(url):
            return host, player.format(id=match["id"])
    return None


def valid_external_video(url: str) -> None:
    """Raise ValidationError unless `url` is a video on a host that we allow."""
    if player_of(url) is None:
        raise ValidationError(
            _(
                "This isn't a video on YouTube or Vimeo. Copy the address of the video's own page, such as https://vimeo.com/123456789."
            )
        )
