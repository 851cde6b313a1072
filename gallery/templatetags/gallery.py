"""What pages of other apps show of albums and photos."""

from django import template

from gallery.models import Photo

register = template.Library()
STRIP = 8


@register.inclusion_tag("gallery/photo_strip.html")
def event_photos(event):
    """The first photos of an event with the way to their albums; one query, nothing when there are none."""
    return {"photos": list(Photo.objects.visible().for_event(event).order_by("album__position", "position", "id").as_tiles()[:STRIP])}
