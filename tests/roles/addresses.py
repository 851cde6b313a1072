"""Every address of the site, as the resolver knows them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib import admin
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

# Django gives these two no name.
SHORT_FORM, ANYTHING_ELSE = "short form address", "admin:anything else"


class Address(NamedTuple):
    """name: as reverse() takes it; model and act: of whose admin, and which of its views (None: of no model)."""

    name: str
    route: str
    model: str | None
    act: str
    keys: tuple[str, ...]


def all_addresses() -> list[Address]:
    """Return every address that is registered, those of the admin with the model that they are about."""
    return [_address(name, route, pattern) for name, route, pattern in _walk(get_resolver())]


def _walk(resolver, spaces=(), before="") -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, inner, route)
        else:
            yield ":".join([*spaces, pattern.name or ""]), route, pattern


def _address(name: str, route: str, pattern: URLPattern) -> Address:
    keys = tuple(pattern.pattern.regex.groupindex)
    if name == "admin:":
        return _nameless(route, keys)
    for model in admin.site._registry:
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(prefix):
            return Address(name, route, model._meta.label_lower, name.removeprefix(prefix), keys)
    return Address(name, route, None, name, keys)


def _nameless(route: str, keys: tuple[str, ...]) -> Address:
    for model in admin.site._registry:
        if route == f"admin/{model._meta.app_label}/{model._meta.model_name}/<path:object_id>/":
            return Address("", route, model._meta.label_lower, SHORT_FORM, keys)
    return Address(ANYTHING_ELSE, route, None, ANYTHING_ELSE, keys)
