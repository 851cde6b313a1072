"""What anybody may fetch from the media storage: pictures in their sizes, videos and their captions."""

from pathlib import Path, PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404
from django.views.decorators.http import require_safe

from content.documents.serving import serve_file

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
FOR_EVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"


@require_safe
def media(request, path):
    """One file of the media storage, or a part of it. A storage elsewhere serves its files itself."""
    file = _file_behind(path)
    content_type = SHOWN.get(file.suffix.lower())
    return serve_file(
        request,
        file,
        content_type=content_type or "application/octet-stream",
        filename=None if content_type else file.name,
        cache_control=FOR_EVER if path.startswith("renditions/") else AN_HOUR,
    )


def _file_behind(path: str) -> Path:
    """Return the file that `path` names; raise Http404 for what is outside the media, hidden or no path at all."""
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    if hidden or "\0" in path:
        raise Http404
    try:
        return Path(default_storage.path(path))
    except (SuspiciousFileOperation, NotImplementedError) as elsewhere:
        raise Http404 from elsewhere
