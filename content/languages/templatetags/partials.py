"""Parts of pages that are shown again and again with the same content."""

import pickle
from functools import lru_cache

from django import template
from django.template.loader import get_template

from content.texts.languages import current_language

register = template.Library()


@register.simple_tag
def part(template_name: str, **given) -> str:
    """Show the partial `template_name` with what is `given` and nothing else, as `{% include … only %}` does.

    The partial is a function of what it takes and of the language, so the same content gives the same HTML: it is
    drawn once and kept under that content itself. Nothing can be outdated, and nothing has to be purged. A partial
    that asks the database (`{% rich %}`, a tag of another app) or depends on the time is included instead.
    """
    return _drawn(template_name, current_language(), pickle.dumps(given))


@lru_cache(maxsize=512)
def _drawn(template_name: str, language: str, given: bytes) -> str:
    return get_template(template_name).render(pickle.loads(given))  # noqa: S301  what was packed a moment ago
