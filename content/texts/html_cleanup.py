"""The shape of a text: no leftovers, no old tags, tables with a head. It takes and gives HTML, and guards nothing."""

import re

_RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "div": "p"}
_OLD_TAG = re.compile(r"<(/?)(h[156]|b|i|div)(?=[\s/>])", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|h[1-6]|[uo]l|blockquote|table|figure|img|hr|div)(?=[\s/>])", re.IGNORECASE)
_TAG_OR_NEWLINE = re.compile(r"<[^>]*>|\n")

_SPAN = re.compile(r"<(/?)span([^>]*)>")
_FOREIGN_IMAGE = re.compile(r"<img(?![^>]* src=)[^>]*>")
_FIGURE = re.compile(r"<figure>(.*?)</figure>", re.DOTALL)
_CAPTION_TAG = re.compile(r"</?figcaption>")
_UNNAMED_LINK = re.compile(r"<a(?![^>]* href=)[^>]*>(.*?)</a>", re.DOTALL)
_EMPTY = re.compile(
    r"<(p|h[234]|figcaption|blockquote|ul|ol)(?: [a-z]+=\"[^\"]*\")*>"
    r"(?:\s|&nbsp;|<br>|</?(?:strong|em|span|sub|sup)(?: [^>]*)?>)*</\1>"
)
_SOLE_PARAGRAPH = re.compile(
    r"(<(?:li|t[hd])(?: [^>]*)?>)\s*<p>((?:(?!</?p[ >]).)*?)</p>\s*(?=</li>|</t[hd]>|<[uo]l[ >])", re.DOTALL
)
_HEAD_ROW = re.compile(r"<table>\s*<tbody>\s*(<tr>\s*(?:<th[ >](?:(?!</?t[dhr][ >]).)*</th>\s*)+</tr>)", re.DOTALL)
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
_UNSCOPED = re.compile(r"<th(?![^>]* scope=)(?=[ >])")


def wrap_paragraphs(words: str) -> str:
    """Return text without any block as paragraphs, where blank lines part them; what has blocks stays as it is."""
    if _BLOCK.search(words):
        return words
    blocks = re.split(r"\n\s*\n", words.replace("\r\n", "\n").strip())
    return "".join(f"<p>{_TAG_OR_NEWLINE.sub(_broken, block)}</p>" for block in blocks if block)


def _broken(found: re.Match) -> str:
    return "<br>" if found[0] == "\n" else found[0]


def rename_tags(html: str) -> str:
    """Return `html` with old and presentational tags as what they stand for; the title of the page is the only h1."""
    return _OLD_TAG.sub(lambda tag: f"<{tag[1]}{_RENAMED[tag[2].lower()]}", html)


def tidy_html(html: str) -> str:
    """Return sanitised `html` without what says nothing, with a head where a table has one."""
    if "<img" in html:
        html = _FOREIGN_IMAGE.sub("", html)
    if "<figure" in html:
        html = _FIGURE.sub(_figure_with_picture, html)
    if "<span" in html:
        html = _without_bare_spans(html)
    html = _EMPTY.sub("", _UNNAMED_LINK.sub(r"\1", html))
    html = _SOLE_PARAGRAPH.sub(r"\1\2", html)
    return (_with_heads(html) if "<th" in html else html).strip()


def _figure_with_picture(figure: re.Match) -> str:
    """Keep the caption as a paragraph when the picture wasn't ours."""
    if "<img" in figure[1]:
        return figure[0]
    return f"<p>{_CAPTION_TAG.sub('', figure[1])}</p>"


def _without_bare_spans(html: str) -> str:
    """Take out the spans that say nothing of language, each with its own end tag."""
    kept: list[bool] = []

    def tag(found: re.Match) -> str:
        if found[1]:
            return found[0] if not kept or kept.pop() else ""
        kept.append("lang=" in found[2])
        return found[0] if kept[-1] else ""

    return _SPAN.sub(tag, html)


def _with_heads(html: str) -> str:
    """Part a first row of headings from the rows below, and tell each heading whether it names a column or a row."""
    html = _HEAD_ROW.sub(r"<table><thead>\1</thead><tbody>", html)
    html = _HEAD.sub(lambda head: _UNSCOPED.sub('<th scope="col"', head[0]), html)
    return _UNSCOPED.sub('<th scope="row"', html)
