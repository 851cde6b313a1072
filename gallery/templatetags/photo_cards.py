from django import template

from content.pictures.html import thumbnail_element

register = template.Library()


@register.simple_tag
def small_picture(photo):
    """Return the picture of `photo` as it stands on the card on which it is described."""
    return thumbnail_element(photo, 320)
