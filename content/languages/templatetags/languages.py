"""Words and addresses in the language of the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from content.languages import addresses
from content.texts.languages import CODES, current_language, text_of, value_in

register = template.Library()


@register.simple_tag
def translated(source, field):
    """The words of `field`; when they had to come from another language, inside a span that says which."""
    shown = current_language()
    text = text_of(source, field, shown)
    if not text.words or text.language == shown:
        return text.words
    return format_html('<span lang="{}">{}</span>', text.language, text.words)


@register.simple_tag
def plain(source, field):
    """The words of `field` alone, for attributes, where no element can say which language they are in."""
    return text_of(source, field).words


@register.simple_tag
def lang_attribute(source, field) -> SafeString:
    """` lang="…"` when the words of `field` come from another language, nothing otherwise."""
    shown = current_language()
    text = text_of(source, field, shown)
    if not text.words or text.language == shown:
        return mark_safe("")
    return format_html(' lang="{}"', text.language)


@register.filter
def has(source, field) -> bool:
    """Whether `field` holds words in any language."""
    return any(value_in(source, field, code) for code in CODES)


@register.simple_tag
def address(view_name, source, prefix=""):
    """The path of an object's page in the language of this page."""
    return addresses.page_path(view_name, source, prefix=prefix)


@register.simple_tag(takes_context=True)
def alternatives(context) -> list[dict]:
    """This page in each language: code, name, path, and whether it is the one that is shown."""
    shown = current_language()
    paths = _paths(context)
    return [
        {
            "code": code,
            "name": _OWN_NAMES[code],
            "path": paths[code],
            "shown": code == shown,
            "url": context["request"].build_absolute_uri(paths[code]) if "request" in context else paths[code],
        }
        for code in CODES
    ]


# As each language calls itself: a reader looks for the own language under its own name.
_OWN_NAMES = {code: get_language_info(code)["name_local"].capitalize() for code in CODES}


def _paths(context) -> dict[str, str]:
    shown, request = context.get("object"), context.get("request")
    if hasattr(shown, "addresses"):
        return shown.addresses()
    if request is None or request.resolver_match is None:
        return dict.fromkeys(CODES, "/")
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    paths = addresses.same_view_in_all_languages(request.resolver_match)
    return {code: path + query for code, path in paths.items()}


@register.simple_tag
def address_by_key(view_name, key):
    """The path of the page of the object with `key`, in the language of this page."""
    return addresses.page_path_by_key(view_name, key)
