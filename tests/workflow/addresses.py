"""Every address that takes no login, made from what is registered: a new view is in it by itself."""

from collections.abc import Iterator
from itertools import product
from re import sub

from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import override


class Filling:
    """What to put into addresses, by the name of the converter: slugs, keys, names of files."""

    def __init__(self, slugs, keys, files, words):
        self.by_converter = {"slug": [*slugs], "uuid": [*keys], "path": [*files], "string": [*words], "int": [1]}


def all_addresses(filling: Filling) -> list[str]:
    """Return all addresses that patterns outside of the admin make of what there is to put into them."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            for route, converters in _routes(get_resolver().url_patterns):
                found += _filled(f"/{route}", converters, filling)
    return sorted(dict.fromkeys(found))


def _routes(patterns, before="", above=None) -> Iterator[tuple[str, dict]]:
    for entry in patterns:
        route = before + _route_of(entry.pattern)
        converters = {**(above or {}), **entry.pattern.converters}
        if route.startswith("admin/"):
            continue
        if isinstance(entry, URLPattern):
            yield route, converters
        else:
            yield from _routes(entry.url_patterns, route, converters)


def _route_of(pattern) -> str:
    return pattern.language_prefix if isinstance(pattern, LocalePrefixPattern) else str(pattern)


def _filled(route: str, converters: dict, filling: Filling) -> list[str]:
    """Raises KeyError for a kind of converter that nobody has said yet what to put into."""
    kinds = {name: type(converter).__name__.removesuffix("Converter").lower() for name, converter in converters.items()}
    choices = [[(name, value) for value in filling.by_converter[kind]] for name, kind in kinds.items()]
    if len(choices) > 1:
        choices = [choices[0], *([others[0]] for others in choices[1:])]
    return [_put_into(route, dict(chosen)) for chosen in product(*choices)]


def _put_into(route: str, values: dict) -> str:
    return sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), route)
