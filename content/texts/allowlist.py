"""Which HTML a text may hold. All else is taken out; the words stay."""

import re
from functools import lru_cache

import nh3

from content.texts.html_cleanup import rename_tags, tidy_html, wrap_paragraphs

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "br",
    "a", "strong", "em", "sub", "sup", "span",
    "table", "thead", "tbody", "tr", "th", "td",
    "figure", "figcaption", "img",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "p": {"lang"},
    "blockquote": {"lang"},
    "span": {"lang"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "img": {"src"},
}
SCHEMES = {"http", "https", "mailto", "tel", "smartup"}
# Whose content is no words of the author's.
WORDLESS = {
    "script", "style", "template", "iframe", "noscript", "noembed", "noframes", "object", "svg", "math",
    "title", "xml", "select", "textarea", "audio", "video",
}  # fmt: skip

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_REFERENCE = re.compile(rf"smartup:[a-z]+\.[a-z]+/{UUID}")
# The editor shows a picture from its preview's address, and a browser makes a copied address absolute.
_PICTURE = re.compile(rf"(?:smartup:picture/|(?:https?://[^/]+)?(?:/[\w-]+)*/richtext/pictures/)({UUID})/?")
_IGNORED = re.compile(r"[\x00-\x20]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
_SCOPE = re.compile(r"(?:row|col)(?:group)?")

# A text seldom needs a second round: only where taking something out changed how the rest is read.
_ROUNDS = 20


# A text passes here several times while it is saved, and at each showing; some 2 MB when full.
@lru_cache(maxsize=256)
def clean_html(html: str) -> str:
    """Return `html` with nothing but what the list allows; cleaning it again changes nothing.

    Old and presentational tags become what they stand for, what holds no words goes, and words typed
    without any block get their paragraphs.
    """
    for _round in range(_ROUNDS):
        cleaned = tidy_html(_CLEANER.clean(rename_tags(wrap_paragraphs(html))))
        if cleaned == html:
            break
        html = cleaned
    return html


def _address(value: str) -> str | None:
    """An address as it is; of ours, only a well-formed reference."""
    # Browsers and ammonia read over white space and control characters in a scheme.
    bare = _IGNORED.sub("", value).lower()
    if not bare.startswith("smartup:"):
        return value
    return bare if _REFERENCE.fullmatch(bare) else None


def _own_picture(value: str) -> str | None:
    found = _PICTURE.fullmatch(value.lower())
    return f"smartup:picture/{found[1]}" if found else None


def _only(pattern: re.Pattern):
    return lambda value: value if pattern.fullmatch(value) else None


_RULES = {
    "href": _address,
    "src": _own_picture,
    "lang": _only(_LANGUAGE),
    "hreflang": _only(_LANGUAGE),
    "colspan": _only(_NUMBER),
    "rowspan": _only(_NUMBER),
    "start": _only(_NUMBER),
    "scope": _only(_SCOPE),
}


def _allowed(_tag: str, name: str, value: str) -> str | None:
    rule = _RULES.get(name)
    return rule(value) if rule else value


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=WORDLESS,
    attributes=ATTRIBUTES,
    attribute_filter=_allowed,
    url_schemes=SCHEMES,
    # Nothing opens a window here, but the words may be copied to where something does.
    link_rel="noopener",
    # What a picture says belongs to the picture, which is asked when the text is shown.
    set_tag_attribute_values={"img": {"alt": ""}},
)
