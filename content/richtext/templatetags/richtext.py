"""Texts with structure, on a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from content.richtext.references import render_references
from content.texts.languages import current_language, text_of

register = template.Library()


@register.simple_tag
def rich(source, field) -> SafeString:
    """The text `field` of an object or row, in its own block, which names the language if it fell back."""
    text = text_of(source, field)
    return prose_block(render_references(text.words or "", current_language()), text.language)


def prose_block(html: SafeString, language: str) -> SafeString:
    """Return rendered `html` in its block, which names `language` where it isn't the page's; nothing for nothing."""
    if not html:
        return mark_safe("")
    if language == current_language():
        return format_html('<div class="prose">{}</div>', html)
    return format_html('<div class="prose" lang="{}">{}</div>', language, html)
