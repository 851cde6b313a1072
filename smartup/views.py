"""What the project answers itself: the address without a language, health, and what anybody may fetch of the media."""

import os
from pathlib import Path, PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.documents.serving import serve_file
from content.preview.views import COOKIE, shows_file
from events.models import Event
from gallery.removal.files import was_taken_down
from smartup.errors import page_gone


@require_safe
@never_cache
def health(request):
    """200 when the database answers, 503 when it doesn't; a word, no cookie, nothing that tells more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def to_language(request):
    """Lead to the home page in the language that the browser asks for."""
    response = HttpResponseRedirect(reverse("events:home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


# What a browser may show by itself. Anything else is a download: an SVG or HTML file could carry a script.
SHOWN = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt; charset=utf-8",
}
# Whose a size is, its address doesn't say; a photo may be taken down. Caches on the way ask each time; a browser that has
# seen it may keep it for a day, for nobody can call it back from there.
A_DAY_IN_BROWSERS = "public, max-age=86400, s-maxage=0, proxy-revalidate"
AN_HOUR = "public, max-age=3600"
EDITORS_ONLY = "private, no-store"


@require_safe
def serve_media(request, path):
    """One file of the media storage, or a part of it. A storage elsewhere serves its files itself."""
    file = _file_behind(path)
    cache_control = _how_long_kept(request, _name_of(file))
    if not os.path.isfile(file):  # noqa: PTH113  Path.is_file() falls over a name that is longer than the disk takes
        if was_taken_down(_name_of(file)):
            return page_gone(request)
        raise Http404
    content_type = SHOWN.get(file.suffix.lower())
    return serve_file(
        request,
        file,
        content_type=content_type or "application/octet-stream",
        filename=None if content_type else file.name,
        cache_control=cache_control,
    )


def _how_long_kept(request, name: str) -> str:
    """Return for whom and how long caches may keep a file; raise Http404 for what this visitor may not have."""
    if name.startswith("renditions/"):
        return A_DAY_IN_BROWSERS
    if Event.objects.live().showing_file(name).exists():
        return AN_HOUR
    if request.user.is_staff and request.user.has_perm("events.view_event"):
        return EDITORS_ONLY
    if shows_file(request.COOKIES.get(COOKIE, ""), name):
        return EDITORS_ONLY
    raise Http404


def _file_behind(path: str) -> Path:
    """Return the file that `path` names; raise Http404 for what is outside the media, hidden or no path at all."""
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    if hidden or "\0" in path:
        raise Http404
    try:
        return Path(default_storage.path(path))
    except (SuspiciousFileOperation, NotImplementedError) as elsewhere:
        raise Http404 from elsewhere


def _name_of(file: Path) -> str:
    """Return what rows call a file, however its address was written."""
    return file.relative_to(default_storage.path("")).as_posix()
