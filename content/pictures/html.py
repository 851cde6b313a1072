"""The HTML of a picture, put together by hand: a home page shows some 25 of them and has 5 ms for all it does."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

from content.mail.site_url import site_address
from content.pictures.models import SHOWN
from content.pictures.renditions.files import extensions_for, rendition_url, widths_for
from content.texts.languages import current_language, text_of


class PictureSlot(NamedTuple):
    """A place on the page: the `sizes` of a picture there, and the widest file in pixels that is any use."""

    sizes: str
    widest: int


# Widths are those of a layout of at most 90rem; files are up to twice as wide, for fine screens.
SLOTS = {
    "hero": PictureSlot("(min-width: 896px) 50vw, 100vw", 2560),
    "photo": PictureSlot("(min-width: 1440px) 1328px, 100vw", 2560),
    "figure": PictureSlot("(min-width: 700px) 640px, 100vw", 1280),
    "card": PictureSlot("(min-width: 1024px) 440px, (min-width: 640px) 50vw, 100vw", 960),
    "tile": PictureSlot("(min-width: 1024px) 340px, (min-width: 640px) 33vw, 50vw", 960),
    "portrait": PictureSlot("(min-width: 640px) 240px, 160px", 480),
    "logo": PictureSlot("240px", 480),
}
FALLBACK_WIDTH = 960
_COLUMNS = (*SHOWN, "decorative")
NOTHING = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
MOTIF = (
    '<svg viewBox="0 0 96 64" focusable="false">'
    '<path d="M47 8v48L14 46V18z" fill="currentColor" opacity=".5"/>'
    '<path d="M49 8v48l33-10V18z" fill="currentColor" opacity=".25"/>'
    "</svg>"
)


def picture_element(source: Any, relation: str, slot: str, *, eager: bool = False, name: str = "") -> SafeString:
    """Return the element that shows a picture in the language of the page; asks no query.

    source: an object or a row of `values()`; relation: "" when it is itself the picture, else the foreign key that
    leads to it, loaded by `select_related` or as the row's `picture_columns`. slot: a key of SLOTS. eager: it is
    what visitors see first. name: stands in for a portrait or logo that is missing.
    """
    shown = _columns_of(source, relation)
    if not shown or not shown["digest"]:
        return missing_element(slot, name)
    if shown["ready"]:
        source_element, files = _files(
            shown["digest"], shown["width"], shown["height"], bool(shown["transparent"]), slot
        )
    else:  # a few pixels until the sizes are made
        source_element, files = "", f'src="{escape(shown["placeholder"] or NOTHING)}"'
    loading = ' fetchpriority="high"' if eager else ' loading="lazy" decoding="async"'
    return _html(
        f'<picture class="picture" data-slot="{slot}">{source_element}<img {files} width="{shown["width"]:d}" '
        f'height="{shown["height"]:d}"{alt_attributes(shown, current_language())}{_focus("x", shown)}{_focus("y", shown)}{loading}></picture>'
    )


def missing_element(slot: str, name: str = "") -> SafeString:
    """Return what stands where a picture is missing: a folded mirror, or the initials or the name of whose it is."""
    if name and slot == "portrait":
        return _html(f'<span class="initials" aria-hidden="true">{escape(name_initials(name))}</span>')
    if name and slot == "logo":
        return _html(f'<span class="wordmark" aria-hidden="true">{escape(name)}</span>')
    return _html(f'<span class="picture-missing" data-slot="{slot}" aria-hidden="true">{MOTIF}</span>')


def name_initials(name: str) -> str:
    """Return the first letters of the first and the last part of `name`: Jan van der Berg gives JB."""
    parts = [part for part in name.split() if part[0].isalpha()]
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def thumbnail_element(illustration: Any, width: int = 80) -> SafeString:
    """Return a small picture of `illustration` for lists, `width` CSS pixels wide, without words: they stand beside it."""
    if not illustration or not illustration.digest:
        return missing_element("thumbnail")
    source = illustration.placeholder or NOTHING
    if illustration.ready:
        widths = widths_for(illustration.width, illustration.height)
        step = next((step for step in widths if step >= 2 * width), widths[-1])
        source = rendition_url(illustration.digest, step, extensions_for(illustration.transparent)[0])
    height = max(1, round(width * illustration.height / max(illustration.width, 1)))
    return _html(
        f'<img class="thumbnail" src="{escape(source)}" width="{width:d}" height="{height:d}" alt="" loading="lazy">'
    )


def _html(escaped: str) -> SafeString:
    """Mark as HTML what this module has put together; each value in it went through `escape` or is a number."""
    return mark_safe(escaped)  # noqa: S308


def _columns_of(source: Any, relation: str) -> dict[str, Any] | None:
    """Return column → value of the picture that `relation` of `source` leads to; None when there is none."""
    if isinstance(source, Mapping):
        prefix = f"{relation}__" if relation else ""
        shown = {column: source.get(prefix + column) for column in _COLUMNS}
        shown["digest"] = source[prefix + "digest"]  # a row without it was asked for without the picture's columns
        return shown
    for step in relation.split("__") if relation else []:
        source = source and getattr(source, step)
    return {column: getattr(source, column, None) for column in _COLUMNS} if source else None


@lru_cache(maxsize=512)
def _files(digest: str, width: int, height: int, transparent: bool, slot: str) -> tuple[str, str]:
    """Return the <source> of the best format, and the attributes of the <img> in the one that all browsers show."""
    sizes, widest = SLOTS[slot]
    best, plain = extensions_for(transparent)
    widths = [step for step in widths_for(width, height) if step <= widest]
    fallback = max(step for step in widths if step <= FALLBACK_WIDTH)
    source = f'<source type="image/{best}" srcset="{_srcset(digest, widths, best)}" sizes="{sizes}">'
    src = escape(rendition_url(digest, fallback, plain))
    return source, f'src="{src}" srcset="{_srcset(digest, widths, plain)}" sizes="{sizes}"'


def _srcset(digest: str, widths: list[int], extension: str) -> str:
    return ", ".join(f"{escape(rendition_url(digest, width, extension))} {width}w" for width in widths)


def alt_attributes(shown: Mapping, language: str) -> str:
    """Return the alt attribute in `language`, and the lang attribute of words that come from another one."""
    if shown["decorative"]:
        return ' alt=""'
    words, written_in = text_of(shown, "alt", language)
    lang = "" if written_in == language else f' lang="{written_in}"'
    return f' alt="{escape(words)}"{lang}'


def _focus(axis: str, shown: Mapping) -> str:
    """Return the attribute that picture.css has rules for: steps of ten, for a style attribute is not allowed."""
    percent = shown[f"focal_{axis}"]
    step = 50 if percent is None else round(percent, -1)
    return "" if step == 50 else f' data-focus-{axis}="{step}"'


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
