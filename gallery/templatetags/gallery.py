"""What pages of other apps show of albums and photos."""

from django import template

from content.database.statements import PreparedQuery
from gallery.models import Photo

register = template.Library()
STRIP = 8


@register.inclusion_tag("gallery/photo_strip.html")
def event_photos(event):
    """The first photos of an event with the way to their albums; one query, nothing when there are none."""
    return {"photos": first_photos_of(event.pk)}


@PreparedQuery
def first_photos_of(event):
    """The photos of the strip."""
    return Photo.objects.visible().for_event(event).order_by("album__position", "position", "id").as_tiles()[:STRIP]


@register.simple_tag
def ratio(photo) -> int:
    """How wide a tile is, in tenths of its height: the style sheet has a rule for each from 5 to 30."""
    return min(max(round(10 * photo["width"] / (photo["height"] or 1)), 5), 30)
