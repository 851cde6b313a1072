"""Pictures on pages and in lists."""

from django import template

from content.pictures.html import picture_element, thumbnail_element

register = template.Library()


@register.simple_tag
def picture(source, relation="", *, slot="card", eager=False, name=""):
    """The picture of `source` (an object or a row) in the sizes that `slot` needs; `relation` "" when it is the picture itself."""
    return picture_element(source, relation, slot, eager=eager, name=name)


@register.simple_tag
def thumbnail(illustration, width=80):
    """A small picture for the admin's lists."""
    return thumbnail_element(illustration, width)
