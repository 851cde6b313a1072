"""The model field for text with structure, and its form field."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models

from content.richtext.allowlist import clean_html
from content.richtext.widget import RichTextWidget


class RichTextFormField(forms.CharField):
    """HTML from an editor, sanitised before anybody asks whether it is empty."""

    widget = RichTextWidget

    def to_python(self, value):
        words = super().to_python(value)
        return clean_html(words) if words else words


class RichTextField(models.TextField):
    """HTML that is sanitised on every way into the database."""

    def to_python(self, value):
        return _cleaned(super().to_python(value))

    def get_db_prep_save(self, value, connection):
        """Sanitise where every write passes, fixtures and bulk updates too; lookups don't come by here."""
        return super().get_db_prep_save(_cleaned(value), connection)

    def formfield(self, **kwargs):
        # The admin asks for its own textarea wherever a model has a TextField.
        if kwargs.get("widget") is AdminTextareaWidget:
            del kwargs["widget"]
        return super().formfield(**{"form_class": RichTextFormField, "widget": RichTextWidget, **kwargs})


def _cleaned(value):
    return clean_html(value) if isinstance(value, str) else value
