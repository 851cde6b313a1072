"""Model fields whose values depend on the language."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

valid_slug = RegexValidator(
    re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z"), _("Use small letters, digits and hyphens only, as in “local-factor”.")
)

# Letters that don't come apart into a plain one and an accent; the admin's script writes them the same way.
_LETTERS = str.maketrans(
    {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ß": "ss", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
)


class LocalizedSlugField(models.SlugField):
    """The last part of a page's address: small letters, digits, hyphens."""

    default_validators = [valid_slug]


def slug_from(words: str, length: int = 60) -> str:
    """Return `words` as an address part of at most `length` characters, cut between words."""
    slug = slugify(words.translate(_LETTERS))
    if len(slug) <= length:
        return slug
    return slug[: length + 1].rpartition("-")[0] or slug[:length]
