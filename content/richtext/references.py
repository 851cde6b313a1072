"""What a text points to: pages, cases, lessons and the rest by their key, so that a link outlives an address.

A link is kept as href="smartup:<kind>/<uuid>", a picture as src="smartup:picture/<uuid>"; where they lead is asked
when the text is shown.
"""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache, partial
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from content.database.statements import PreparedQuery
from content.pictures.html import mailed_element, picture_element
from content.pictures.models import SHOWN, Picture
from content.search.models import SearchDocument
from content.texts import allowlist
from content.texts.allowlist import clean_html
from content.texts.html_reader import divided_words, read_html

_SCHEME = "smartup:"
_ANY = re.compile(rf'"smartup:(picture|[a-z]+\.[a-z]+)/({allowlist.UUID})"')
_LINK = re.compile(rf'<a [^>]*?href="smartup:[a-z]+\.[a-z]+/({allowlist.UUID})"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(rf'<img [^>]*?src="smartup:picture/({allowlist.UUID})"[^>]*>')
_FIGURE = re.compile(r"<figure>(.*?)</figure>", re.DOTALL)


def render_references(html: str, language: str) -> SafeString:
    """Return the text `html` for a page in `language`, its references resolved.

    One query if it links to objects of ours, one if it shows pictures, none otherwise. A link to what isn't public
    leaves its words, a picture that is gone takes its figure with it.
    """
    safe = allowlist.clean_html(html)
    if "<table>" in safe:
        safe = _with_frames(safe)
    if _SCHEME in safe:
        safe = with_links(with_pictures(safe, _on_page), language)
    return mark_safe(safe)  # noqa: S308 - sanitised above


def references_in(html: str) -> set[tuple[str, UUID]]:
    """Return what `html` points to, as (kind, key): ("events.case", …), ("picture", …)."""
    return {(kind, UUID(key)) for kind, key in _ANY.findall(html)}


def plain_text(html: str) -> str:
    """Return the words of a stored text on one line, for search and summaries."""
    return " ".join(divided_words(read_html(html)))


def _with_frames(html: str) -> str:
    """Put each table in a frame that scrolls sideways on a phone, and that the keyboard reaches for it."""
    frame = f'<div class="table-frame" role="group" aria-label="{escape(_("Table"))}" tabindex="0"><table>'
    return html.replace("<table>", frame).replace("</table>", "</table></div>")


def with_links(html: str, language: str) -> str:
    """Return sanitised `html` with the paths to which its references lead; one to what isn't public leaves its words."""
    keys = {key for key, _words in _LINK.findall(html)}
    paths = _paths(keys, language) if keys else {}

    def link(found: re.Match) -> str:
        path = paths.get(found[1])
        return f'<a href="{path}">{found[2]}</a>' if path else found[2]

    return _LINK.sub(link, html)


def _paths(keys: Collection[str], language: str) -> dict[str, str]:
    """Key → path; the search index holds live objects only."""
    found = _documents_with(len(keys), language)(*map(UUID, keys))
    return {str(row["object_id"]): row["path"] for row in found}


@lru_cache(maxsize=64)
def _documents_with(count: int, language: str) -> PreparedQuery:
    return PreparedQuery(
        lambda *keys: SearchDocument.objects.filter(object_id__in=keys, language=language).values("object_id", "path"),
        keys=count,
    )


def with_pictures(html: str, draw: Callable[[dict], str]) -> str:
    """Return sanitised `html` with its pictures as `draw` shows them; one that is gone takes its figure with it.

    draw: makes markup of a row with the columns SHOWN, or nothing. One query if there are pictures.
    """
    keys = set(_PICTURE.findall(html))
    if not keys:
        return html
    drawn = _drawn(keys, draw)
    whole = _FIGURE.sub(lambda figure: figure[0] if _shows_any(figure[1], drawn) else "", html)
    return _PICTURE.sub(lambda image: drawn.get(image[1], ""), whole)


def _shows_any(figure: str, drawn: dict[str, str]) -> bool:
    return any(key in drawn for key in _PICTURE.findall(figure))


def _drawn(keys: Iterable[str], draw: Callable[[dict], str]) -> dict[str, str]:
    """Key → the markup of the picture."""
    rows = Picture.objects.filter(pk__in=keys).values("id", "decorative", *SHOWN)
    return {str(row["id"]): markup for row in rows if (markup := draw(row))}


def _on_page(row: dict) -> str:
    return picture_element(row, "", "figure")


def for_mail(html: str, language: str) -> str:
    """Return the text `html` as a mail in `language` may hold it: its references resolved.

    A picture that isn't ready, or is gone, takes its figure with it.
    """
    shown = with_pictures(clean_html(html), partial(mailed_element, language=language))
    return with_links(shown, language)


def left_out(texts: Iterable[str]) -> int:
    """Return how many pictures of these texts a mail can't show now; one query if they have any."""
    keys = {key for html in texts for kind, key in references_in(html) if kind == "picture"}
    return len(keys) - Picture.with_sizes().filter(pk__in=keys, ready=True).count() if keys else 0
