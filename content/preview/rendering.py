"""Public pages as visitors will get them once drafts are published.

The real view answers a request of the kind that an anonymous visitor sends, while the drafts are public for a moment
(staging.py). Whether they are complete is not asked here but by the page around it. Nothing stays: no row, no index,
no cache, for whatever is kept between requests is kept under the content that it was made from.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urldefrag

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import Resolver404, get_resolver, get_script_prefix, resolve
from django.utils.translation import get_language_from_path, override

from content.preview.staging import preview_publish
from content.texts.languages import CODES
from content.visitors.csp_sources import allow_sources, sources_wanted
from content.workflow.models import Publishable
from content.workflow.redirects import target_of

# What a page may know of the request: where it was sent to, and nothing of who sent it.
_KNOWN = ("HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME")
# Besides the pages in a language: documents, which are in a language of their own.
_FILES = "/documents/"


class ItemLocation(NamedTuple):
    """Where one item is seen: its kind and title, and the address of its page in each language, `#place` included.

    is_seen: False when visitors still won't see it, since what it belongs to isn't public.
    """

    kind: str
    title: str
    addresses: dict[str, str]
    is_seen: bool


def render_published(items: Iterable[Publishable], path: str, request: HttpRequest, query: str = "") -> Any:
    """Return the answer that a visitor will get at `path` once `items` are published; its body is byte for byte that.

    request: the one that asks for the preview, which gives the host. Raises ValidationError when they can't be published.
    """
    with preview_publish(items, searched=_is_search(path)):
        return fetch_page(path, request, query)


def fetch_page(path: str, request: HttpRequest, query: str = "") -> Any:
    """Return the answer that an anonymous visitor gets at `path` (as in "/nl/cases/"), rendered.

    What shows it may load the player of a video, but not what counts visitors: that would tell others the address.
    """
    visitor = _visitor(path, query, request)
    with sources_wanted() as wanted, override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        response = _answer(visitor)
        if hasattr(response, "render"):
            response.render()
    players = wanted.get("frame-src")
    if players:
        allow_sources({"frame-src": players})
    return response


def _is_search(path: str) -> bool:
    with override(get_language_from_path(path)):
        try:
            return resolve(path).namespace == "search"
        except Resolver404:
            return False


def seen_at(item: Publishable) -> ItemLocation:
    """Return where `item` is seen; to be asked while it is staged."""
    model = type(item)
    is_seen = model._default_manager.live().filter(pk=item.pk).exists()
    addresses = {code: _address(item, code) for code in CODES}
    return ItemLocation(str(model._meta.verbose_name), str(item), addresses, is_seen)


def _address(item: Any, language: str) -> str:
    with override(language):
        address = getattr(item, "get_preview_url", item.get_absolute_url)()
        page, place = urldefrag(address)
        path = "/" + page.removeprefix(get_script_prefix())
        return f"{path}#{place}" if place else path


def _visitor(path: str, query: str, request: HttpRequest) -> WSGIRequest:
    known = {name: request.META[name] for name in _KNOWN if name in request.META}
    visitor = WSGIRequest(
        {
            **known,
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),  # as a server hands it over (PEP 3333)
            "QUERY_STRING": query,
            "wsgi.url_scheme": request.META.get("wsgi.url_scheme", "http"),
            "wsgi.input": BytesIO(),
        }
    )
    visitor.user = AnonymousUser()
    return visitor


def _answer(visitor: Any) -> Any:
    try:
        return _view_answer(visitor)
    except Http404 as missing:
        target = target_of(visitor.path_info)
        if target:
            return HttpResponsePermanentRedirect(target)
        not_found: Any = get_resolver().resolve_error_handler(404)
        return not_found(visitor, exception=missing)


def _view_answer(visitor: Any) -> Any:
    path = visitor.path_info
    visitor.LANGUAGE_CODE = get_language_from_path(path)
    if not visitor.LANGUAGE_CODE and not path.startswith(_FILES):
        raise Http404  # the admin, or a preview inside a preview
    visitor.resolver_match = match = resolve(path)
    return match.func(visitor, *match.args, **match.kwargs)
