"""How a mail looks: the same body as HTML and as text, on the site's paper.

Words of editors and strangers are escaped and put into place; no template engine reads them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypedDict, Unpack

from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.mail.letterhead import Letterhead
from content.mail.letters.placeholders import (
    TextRun,
    fill_placeholders,
    fill_runs,
    sole_place,
    split_paragraphs,
    strip_controls,
)

# As our markup begins; in words of others either < or the quotation marks are written otherwise.
_CLASS = re.compile(r'<[a-z0-9]+ class="([a-z-]+)"')
_RULE = re.compile(r"^\.([a-z-]+) \{ (.*) \}$", re.MULTILINE)


class MailBlock(NamedTuple):
    """A part of a mail, as HTML and as text."""

    html: SafeString
    text: str


class FootLine(NamedTuple):
    """A line below a mail; `address`: where it leads, or nothing."""

    words: str
    address: str = ""


class MailFooter(TypedDict, total=False):
    """What stands below a mail.

    reason: why one gets it; {site} stands for the site's name. my_data: where one sees what is known of oneself.
    unsubscribe: for one click (RFC 8058).
    """

    reason: str
    my_data: str
    unsubscribe: str


class MailPage(NamedTuple):
    """A mail but for its subject, as HTML and as text."""

    html: str
    text: str


# --- The body -----------------------------------------------------------------------------------------------------


def blocks_of(body: str, values: Mapping[str, str], button: str) -> Iterator[MailBlock]:
    """Yield the blocks of a letter's `body`. button: the words on it.

    {button} and {code} by themselves are drawn as such; any other value by itself keeps its lines, and without a
    value there is no block.
    """
    for paragraph in split_paragraphs(body):
        sole = sole_place(paragraph)
        if sole == "button":
            yield _button(button, values["address"])
        elif sole in values:
            yield from _value(sole, values[sole])
        else:
            yield _paragraph(list(fill_runs(paragraph, values)))


def _value(name: str, value: str) -> Iterator[MailBlock]:
    if name == "code" and value:
        yield MailBlock(format_html('<p class="code">{}</p>', value), value)
    elif name == "address":
        yield _paragraph([TextRun(value, value)])
    else:
        yield from (_paragraph([TextRun(each)]) for each in split_paragraphs(value))


def _paragraph(words: list[TextRun]) -> MailBlock:
    html = "".join(_linked(run) for run in words).strip().replace("\n", "<br>")
    return MailBlock(
        format_html('<p class="text">{}</p>', mark_safe(html)),  # noqa: S308 - escaped in _linked
        "".join(run.words for run in words).strip(),
    )


def _linked(run: TextRun) -> str:
    return mail_link(run.words, run.address) if run.address else escape(run.words)


def mail_link(words: str, address: str) -> SafeString:
    """Return a link in a mail."""
    return format_html('<a class="link" href="{}">{}</a>', address, words)


def _button(words: str, address: str) -> MailBlock:
    # Outlook draws the ground of a cell, and not that of a link.
    html = format_html(
        '<table class="button-frame" role="presentation"><tr><td class="button">'
        '<a class="button-link" href="{}">{}</a></td></tr></table>',
        address,
        words,
    )
    return MailBlock(html, f"{words}:\n{address}")


# --- The paper ----------------------------------------------------------------------------------------------------


def on_paper(
    subject: str, body: Iterable[MailBlock], head: Letterhead, language: str, **foot: Unpack[MailFooter]
) -> MailPage:
    """Return a mail in `language` with the site's name above and the foot below it."""
    with override(language):
        blocks, lines = list(body), list(_foot(head, **foot))
    html = format_html_join("\n", "{}", ((block.html,) for block in blocks))
    context = {
        "subject": subject,
        "language": language,
        "head": head,
        "body": html,
        "foot": lines,
        "style": mail_stylesheet(),
    }
    return MailPage(inline_styles(render_to_string("mail/layout.html", context)), _as_text(blocks, lines))


def _foot(head: Letterhead, reason: str = "", my_data: str = "", unsubscribe: str = "") -> Iterator[FootLine]:
    if reason:
        yield FootLine(fill_placeholders(strip_controls(reason), {"site": head.name}))
    if my_data:
        yield FootLine(_("See, change or erase what we know about you"), my_data)
    if unsubscribe:
        yield FootLine(_("Unsubscribe"), unsubscribe)
    if head.contact:
        yield FootLine(_("Questions? Write to %(address)s") % {"address": head.contact}, f"mailto:{head.contact}")
    yield FootLine(f"{head.name} · {head.organisation}" if head.organisation else head.name)


def _as_text(blocks: Iterable[MailBlock], foot: Iterable[FootLine]) -> str:
    body = "\n\n".join(block.text for block in blocks)
    # Mail programs know what follows two dashes and a space as the foot of a mail (RFC 3676 §4.3).
    return f"{body}\n\n-- \n" + "".join(f"{_foot_as_text(line)}\n" for line in foot)


def _foot_as_text(line: FootLine) -> str:
    return f"{line.words}:\n{line.address}" if line.address and "mailto:" not in line.address else line.words


@cache
def mail_stylesheet() -> SafeString:
    """Return the sheet of all mails, for their head."""
    return mark_safe(render_to_string("mail/light.css") + render_to_string("mail/more.css"))  # noqa: S308 - our file


@cache
def _rules() -> dict[str, str]:
    return dict(_RULE.findall(render_to_string("mail/light.css")))


def inline_styles(html: str) -> str:
    """Return `html` with the rules of each class at its element too: not every mail program reads a sheet."""
    return _CLASS.sub(lambda found: f'{found[0]} style="{_rules()[found[1]]}"', html)
