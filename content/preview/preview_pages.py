"""The page around a preview: a bar that says what it is, and the page itself in a frame.

Editors come to it in the admin, others by a link; each door hands over what it knows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from content.planning.releases import item_name
from content.preview.preview_links import Previewed, shown_in
from content.preview.rendering import ItemLocation, render_published, seen_at
from content.preview.staging import NotReady, needed_for, trial_publish
from content.texts.languages import CODES
from content.visitors.private_links import mark_private

# The name of a width, what it is called, how many pixels; the frame's own style sheet has them too.
WIDTHS = {"phone": (_("Phone"), 390), "tablet": (_("Tablet"), 768), "desktop": (_("Desktop"), None)}


@dataclass
class PreviewAccess:
    """How somebody comes to a preview: `address` of its frame; where an editor goes on from there, `until` when it opens.

    edit: gives the address of the form of an item, for whoever may change it.
    """

    address: str
    back: str = ""
    share: str = ""
    until: datetime | None = None
    edit: Any = None

    def page(self, path: str) -> str:
        """Return the address of the page that is at `path` on the site, as it will look."""
        return f"{self.address}page{path}"


def invalid_link(request: HttpRequest) -> HttpResponse:
    """Say in each language that a link opens nothing: unknown, expired and revoked ones look alike."""
    languages = [get_language_info(code) for code in CODES]
    return mark_private(render(request, "preview/closed.html", {"languages": languages}, status=404))


def preview_frame(request: HttpRequest, previewed: Previewed, door: PreviewAccess) -> HttpResponse:
    """Answer with the bar and the frame; when something is missing, with what that is, and no frame."""
    items = shown_in(previewed)
    along = needed_for(items)
    context = {
        "title": str(previewed),
        "door": door,
        "along": [item_name(item) for item in along],
        "is_release": len(items) > 1,
    }
    try:
        with trial_publish([*along, *items]) as shown:
            pages = [seen_at(item) for item in shown[len(along) :]]
    except NotReady as refusal:
        context["problems"] = [
            {"title": item_name(item), "reasons": reasons, "form": door.edit(item) if door.edit else ""}
            for item, reasons in refusal.problems
        ]
        pages = []
    if pages:
        context |= _choices(request, pages, door)
    if len(pages) == 1:
        context["title"] = pages[0].title
    return mark_private(render(request, "preview/preview.html", context))


def preview_page(request: HttpRequest, previewed: Previewed, path: str, door: PreviewAccess) -> HttpResponseBase:
    """Answer with the page at `path` as it will look, for the frame and nobody else's."""
    items = shown_in(previewed)
    try:
        query = request.META.get("QUERY_STRING", "")
        response = render_published([*needed_for(items), *items], f"/{path}", request, query)
    except NotReady:
        return allow_framing(render(request, "preview/unready.html", status=409))
    location = response.headers.get("Location")
    if location is not None and not urlsplit(location).netloc:  # elsewhere a redirect leads as it does
        response.headers["Location"] = door.page(location)
    return allow_framing(response)


def allow_framing(response):
    """Return `response` as one that pages of this site may show in a frame."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}
    return mark_private(response)


def _choices(request: HttpRequest, pages: list[ItemLocation], door: PreviewAccess) -> dict:
    """Return what the bar offers, each choice with the address of the preview with that and the rest as they are."""
    chosen = {
        "language": _one_of(CODES, request.GET.get("language"), get_language() or settings.LANGUAGE_CODE),
        "width": _one_of(WIDTHS, request.GET.get("width"), "desktop"),
        "page": _one_of([str(number) for number, _page in enumerate(pages)], request.GET.get("page"), "0"),
    }
    shown = pages[int(chosen["page"])]

    def choice(name, value, words):
        return {
            "value": value,
            "words": words,
            "address": f"{door.address}?{urlencode({**chosen, name: value})}",
            "chosen": chosen[name] == value,
        }

    return {
        "width": chosen["width"],
        "language": chosen["language"],
        "shown": shown,
        "source": door.page(shown.addresses[chosen["language"]]),
        "pages": [choice("page", str(number), f"{each.title} ({each.kind})") for number, each in enumerate(pages)],
        "languages": [choice("language", code, get_language_info(code)["name_translated"]) for code in CODES],
        "widths": [choice("width", name, words) for name, (words, _pixels) in WIDTHS.items()],
    }


def _one_of(known, asked: str | None, otherwise: str) -> str:
    return asked if asked and asked in known else otherwise
