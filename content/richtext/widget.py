"""The editor in a form: a textarea that static/js/richtext/editor.js turns into more, with all its words from here."""

from functools import cache

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language


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
