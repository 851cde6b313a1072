"""The model field for text with structure."""

from django.db import models


class RichTextField(models.TextField):
    """HTML that is sanitised on every way into the database."""
