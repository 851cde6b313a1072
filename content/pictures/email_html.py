"""Pictures in a mail: one address for all who get it, so that it tells nobody who has opened it."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

from content.mail.site_url import site_address
from content.pictures.html import alt_attributes
from content.pictures.renditions.files import extensions_for, rendition_url
from content.pictures.renditions.widths import widths_for

# Of the files of a picture, the widest that is any use; and of a mail's sheet, what its edges leave (templates/mail/light.css).
FILE_WIDTH = 640
SHEET_WIDTH = 552


def mailed_element(row: Mapping, language: str) -> SafeString:
    """Return the <img> of a picture for a mail in `language`, from a row with the columns SHOWN; asks no query.

    Nothing for a picture whose sizes aren't made yet, or that is gone: a mail can't show it later. Outlook for Windows
    knows no max-width, so the width that it reads is one that fits.
    """
    if not (row["ready"] and row["digest"]):
        return SafeString()
    widths = widths_for(row["width"], row["height"])
    file_width = max((step for step in widths if step <= FILE_WIDTH), default=widths[0])
    plain = extensions_for(bool(row["transparent"]))[-1]  # which every mail program shows
    address = urljoin(f"{site_address()}/", rendition_url(row["digest"], file_width, plain))
    width = min(row["width"], SHEET_WIDTH)
    height = max(1, round(row["height"] * width / row["width"]))
    html = f'<img src="{escape(address)}" width="{width:d}" height="{height:d}"{alt_attributes(row, language)}>'
    return mark_safe(html)  # noqa: S308 - what isn't a number is escaped
