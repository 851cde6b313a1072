"""The preview for whoever has a link to it."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from content.preview import preview_pages
from content.preview.models import PreviewLink
from content.preview.preview_links import Previewed, shown_in
from content.preview.preview_pages import PreviewAccess
from content.texts.languages import CODES
from content.workflow.drafts import draft_of
from content.workflow.snapshot import content_of

# Opens the files of a shared preview, in the browser that has opened its link.
COOKIE = "preview"


@require_safe
def shared_preview(request: HttpRequest, secret: str):
    """The bar and the frame, in the language of the page that is shown."""
    link = _valid(secret)
    if link is None:
        return preview_pages.invalid_link(request)
    asked = request.GET.get("language")
    with translation.override(asked if asked in CODES else translation.get_language()):
        response = preview_pages.preview_frame(request, _previewed(link), _door(link))
    # The page in the frame is what will appear, byte for byte: its film can't carry the secret in its address.
    response.set_cookie(
        COOKIE, secret, expires=link.expires_at, path=settings.MEDIA_URL, httponly=True, samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


@require_safe
def shared_page(request: HttpRequest, secret: str, path: str):
    """A page of the site as it will look, for the frame."""
    link = _valid(secret)
    if link is None:
        return preview_pages.allow_framing(preview_pages.invalid_link(request))
    return preview_pages.preview_page(request, _previewed(link), path, _door(link))


def shows_file(secret: str, name: str) -> bool:
    """Whether the link with this `secret` previews something that has the uploaded file `name`."""
    link = _valid(secret)
    for item in shown_in(_previewed(link)) if link else ():
        draft = draft_of(item)
        if name in (draft.after if draft else content_of(item))["fields"].values():
            return True
    return False


def _valid(secret: str) -> PreviewLink | None:
    """Return the link with this secret, as long as it opens something."""
    link = PreviewLink.objects.valid().filter(secret=secret).select_related("release").first()
    if link is None or not (link.release or link.target):
        return None
    return link if shown_in(_previewed(link)) else None


def _previewed(link: PreviewLink) -> Previewed:
    return link.release or link.target  # type: ignore[return-value]  # _valid saw that it is there


def _door(link: PreviewLink) -> PreviewAccess:
    return PreviewAccess(reverse("preview:shared", args=[link.secret]), until=link.expires_at)
