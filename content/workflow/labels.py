"""What editors call a field."""

from typing import Any

from django.conf import settings
from django.utils.text import capfirst

_LANGUAGES = dict(settings.LANGUAGES)


def label_of(field: Any) -> str:
    """Return the name of a model's field or relation, with its language when it is a text in one: Title (Dutch)."""
    original = getattr(field, "translated_field", None)
    if original is not None:
        return f"{capfirst(str(original.verbose_name))} ({_LANGUAGES[field.language]})"
    name = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return capfirst(str(name))
