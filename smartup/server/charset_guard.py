"""What a request says that it is, as far as Django can take it."""

import codecs

from django.utils.http import parse_header_parameters

# How browsers and programs send forms; ASCII is a part of UTF-8.
_CHARSETS = {"utf-8", "ascii"}
# A form without a boundary: Django answers 400 when a view reads it, with our own page.
_NO_FORM = "multipart/form-data"


def only_readable(application):
    """Return the WSGI `application`, made to answer 400 to a form in another charset than UTF-8, if a view reads it.

    Django decodes with whatever codec of Python the sender names. Some make no text (hex, rot13) and already fail while
    the request is made, before any middleware; unicode_escape makes half characters, which no database takes.
    """

    def answer(meta, start_response):
        if not _is_readable(meta.get("CONTENT_TYPE", "")):
            meta["CONTENT_TYPE"] = _NO_FORM
        return application(meta, start_response)

    return answer


def _is_readable(content_type: str) -> bool:
    try:
        _kind, parameters = parse_header_parameters(content_type)
        return codecs.lookup(parameters.get("charset", "utf-8")).name in _CHARSETS
    except (LookupError, ValueError):
        return False
