"""The site's icons, inline, so that they take the colour of the text."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from content.admin_ui.icons import ICONS

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=128)
def icon(name: str, size: int = 24) -> SafeString:
    """Return the icon as decoration: what it means must stand beside it in words. Raises KeyError for unknown names."""
    drawing, _label = ICONS[name]
    return mark_safe(  # noqa: S308  the package's own drawing
        lucide(drawing, size=size, aria_hidden="true", focusable="false", **{"class": "icon"})
    )
