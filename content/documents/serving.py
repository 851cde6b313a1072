"""Files handed out one by one: what a front server would do, for a site that has none."""

from email.utils import parsedate
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import NotARegularFileError, StaticFile

# Whatever an uploaded file turns out to be, it runs nothing and reads nothing of this site.
HARMLESS = "default-src 'none'; sandbox"


class ServedFile(StaticFile):
    """A file that browsers may ask parts of, as they do to move about in a video."""

    def get_response(self, method, request_headers):
        if not self._still_the_one(request_headers.get("HTTP_IF_RANGE")):
            request_headers = {name: value for name, value in request_headers.items() if name != "HTTP_RANGE"}
        return super().get_response(method, request_headers)

    def get_byte_range(self, range_header, size):
        start, end = super().get_byte_range(range_header, size)
        if start == end:
            raise ValueError  # WhiteNoise refuses a single byte; the whole file is right too (RFC 9110 §14.2)
        return start, end

    def _still_the_one(self, expected: str | None) -> bool:
        """Whether the part asked for belongs to the file that the browser has begun (RFC 9110 §13.1.5)."""
        return not expected or expected == self.etag or parsedate(expected) == self.last_modified


def serve_file(
    request: HttpRequest,
    path: str | Path,
    *,
    content_type: str,
    filename: str | None = None,
    cache_control: str = "no-cache",
) -> HttpResponseBase:
    """Answer `request` with the file at `path`, or with the part of it that was asked for, or with 304.

    content_type: what it is; the browser is told not to guess. filename: offer it as a download under this name;
    without, the browser shows it. cache_control: by default a browser asks each time whether it has changed.
    Raises Http404 when there is no such file. The caller has decided that the visitor may have it.
    """
    # The gzip middleware would compress a film, and a part of one can't be told from a compressed whole.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    headers = _headers(content_type, filename, cache_control)
    try:
        return WhiteNoiseMiddleware.serve(ServedFile(str(path), headers), request)
    except (NotARegularFileError, FileNotFoundError, NotADirectoryError) as missing:
        raise Http404 from missing


def _headers(content_type: str, filename: str | None, cache_control: str) -> list[tuple[str, str]]:
    headers = [
        ("Content-Type", content_type),
        ("Cache-Control", cache_control),
        ("Accept-Ranges", "bytes"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", HARMLESS),
    ]
    if filename:
        headers.append(("Content-Disposition", content_disposition_header(True, filename)))
    return headers
