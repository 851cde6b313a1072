"""The model field for text with structure, and its form field."""

from functools import cache

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from content.texts.allowlist import clean_html


class RichTextWidget(forms.Textarea):
    """A textarea with HTML in it; with JavaScript, an editor with a toolbar."""

    class Media:
        css = {"all": ["css/admin/richtext.css"]}
        js = [Script("js/richtext/editor.js", type="module")]

    def __init__(self, attrs=None):
        super().__init__({"cols": 80, "rows": 12, "data-richtext": "", **(attrs or {})})

    def use_required_attribute(self, initial):
        """The textarea is hidden behind the editor, where the browser couldn't show what is required."""
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-targets"] = reverse("richtext:targets")
        context["widget"]["attrs"]["data-pictures"] = reverse("richtext:pictures")
        return context

    def render(self, name, value, attrs=None, renderer=None):
        """Return the textarea and, in a template element, the toolbar and the dialogs in the interface's language."""
        return super().render(name, value, attrs, renderer) + _parts(get_language())


@cache
def _parts(_language: str) -> SafeString:
    """The form of an event has ten editors, and drawing a toolbar takes 3 ms."""
    return render_to_string("richtext/editor.html")


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
