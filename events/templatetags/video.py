"""What a page needs to show an event's video: our own file with its captions, or the player of another host."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django import template
from django.utils.translation import get_language, get_language_info

from content.pictures.renditions.files import extensions_for, rendition_url, widths_for
from content.texts.languages import CODES, value_in
from content.visitors.csp_sources import allow_sources
from events.video import player_of

register = template.Library()

POSTER_WIDTH = 960


class VideoPlayer(NamedTuple):
    """The name of the host, and the address that plays the video in a frame."""

    host: str
    address: str


class CaptionTrack(NamedTuple):
    """Captions in one language; `shown` when they are those of the page."""

    language: str
    name: str
    url: str
    shown: bool


@register.simple_tag
def external_player(event, moment=0) -> VideoPlayer | None:
    """The Player of a video on another host, begun at second `moment`; the page may load it. None for our own video."""
    found = player_of(event.video_url)
    if found is None:
        return None
    host, address = found
    allow_sources({"frame-src": [f"https://{urlsplit(address).netloc}"]})
    # YouTube reads the one, Vimeo the other, and each ignores what it doesn't know.
    return VideoPlayer(host, f"{address}&start={moment}#t={moment}s" if moment else address)


@register.simple_tag
def caption_tracks(event) -> list[CaptionTrack]:
    """The captions of our own video, one Track for each language that has them."""
    files = {code: value_in(event, "captions", code) for code in CODES}
    return [
        CaptionTrack(code, get_language_info(code)["name_local"], file.url, code == get_language())
        for code, file in files.items()
        if file
    ]


@register.simple_tag
def poster_url(event) -> str:
    """The address of the picture that stands in the player until it plays; empty while there is none to show."""
    poster = event.poster
    if poster is None or not poster.ready:
        return ""
    widths = widths_for(poster.width, poster.height)
    width = max(width for width in widths if width <= max(POSTER_WIDTH, widths[0]))
    return rendition_url(poster.digest, width, extensions_for(poster.transparent)[0])
