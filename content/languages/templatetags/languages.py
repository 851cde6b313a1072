"""Words and addresses in the language of the page."""

from django import template
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from content.languages import addresses
from content.languages.text import CODES, text_of

register = template.Library()


@register.simple_tag
def translated(source, field):
    """The words of `field`; when they had to come from another language, inside a span that says which."""
    text = text_of(source, field)
    if not text.words or text.language == get_language():
        return text.words
    return format_html('<span lang="{}">{}</span>', text.language, text.words)


@register.simple_tag
def plain(source, field):
    """The words of `field` alone, for attributes, where no element can say which language they are in."""
    return text_of(source, field).words


@register.simple_tag
def lang_attribute(source, field) -> SafeString:
    """` lang="…"` when the words of `field` come from another language, nothing otherwise."""
    text = text_of(source, field)
    if not text.words or text.language == get_language():
        return mark_safe("")
    return format_html(' lang="{}"', text.language)


@register.filter
def has(source, field) -> bool:
    """Whether `field` holds words in any language."""
    return bool(text_of(source, field).words)


@register.simple_tag
def address(view_name, source, prefix=""):
    """The path of an object's page in the language of this page."""
    return addresses.address(view_name, source, prefix=prefix)


@register.simple_tag(takes_context=True)
def alternatives(context) -> list[dict]:
    """This page in each language: code, name, path, and whether it is the one that is shown."""
    shown = get_language()
    paths = _paths(context)
    return [
        {"code": code, "name": _OWN_NAMES[code], "path": paths[code], "shown": code == shown, "url": _absolute(context, paths[code])}
        for code in CODES
    ]


# As each language calls itself: a reader looks for the own language under its own name.
_OWN_NAMES = {code: get_language_info(code)["name_local"].capitalize() for code in CODES}


def _paths(context) -> dict[str, str]:
    shown = context.get("object")
    if hasattr(shown, "addresses"):
        return shown.addresses()
    path = context["request"].get_full_path() if "request" in context else "/"
    return {code: translate_url(path, code) for code in CODES}


def _absolute(context, path: str) -> str:
    return context["request"].build_absolute_uri(path) if "request" in context else path
