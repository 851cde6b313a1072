"""One text with structure, as each of those that read it understands it."""

import pytest

from content.mail.letters.rich_text import rich_block
from content.richtext.references import plain_text
from content.texts.corrections import html_to_plain, merge_text
from content.texts.html_reader import HtmlPiece, read_html
from content.texts.plain_text import plain_lines
from content.texts.text_equality import says_the_same

STORY = (
    '<h2>A &amp; B</h2>\n<p>One <strong>w</strong>ord,<br>see <a href="https://example.org/?a&amp;b">there</a>'
    ' or <a href="mailto:a@example.org">a@example.org</a>.</p><hr>'
    '<ol start="3"><li>three<ul><li><p>in</p></li></ul></li><li>four</li></ol>'
    "<blockquote><p>Said</p><p>so</p></blockquote>"
    "<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    '<figure><img src="smartup:picture/0" alt="A  hall"><figcaption>The&nbsp;hall</figcaption></figure>'
)


def test_html_is_read_piece_by_piece():
    assert read_html('<p lang="nl">a &lt;<br></p><!-- no -->\n<hr/>') == [
        HtmlPiece(0, "p", attributes=(("lang", "nl"),)), HtmlPiece(13, words="a <"), HtmlPiece(19, "br"),
        HtmlPiece(23, "p", is_end=True), HtmlPiece(38, words="\n"), HtmlPiece(39, "hr"), HtmlPiece(39, "hr", is_end=True),
    ]  # fmt: skip


def test_search_finds_its_words_on_one_line():
    assert plain_text(STORY) == "A & B One word, see there or a@example.org. three in four Said so x y 1 2 The hall"


def test_a_comparison_sees_its_lines():
    assert plain_lines(STORY).splitlines() == [
        "A & B", "One word,", "see there (→ https://example.org/?a&b) or a@example.org (→ a@example.org).", "———", "• three",
        "• in", "• four", "Said", "so", "x | y", "1 | 2", "[afbeelding] The hall",
    ]  # fmt: skip


def test_a_reviewer_corrects_its_words():
    assert html_to_plain(STORY).split("\n\n") == [
        "A & B", "One word,\nsee there or a@example.org.", "* * *", "1. three\n- in\n2. four", "Said\nso", "x | y\n1 | 2",
        "[…]The hall",
    ]  # fmt: skip


def test_a_mail_without_html_says_the_same():
    assert rich_block(STORY).text == (
        "A & B\n\nOne word,\nsee there (https://example.org/?a&b) or a@example.org.\n\n* * *\n\n"
        "3. three\n   - in\n4. four\n\n> Said\n>\n> so\n\nx | y\n1 | 2\n\n[A hall]\nThe hall"
    )


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (STORY.replace("<strong>w</strong>ord", "word").replace("h2>", "h3>"), True),
        (STORY.replace("<strong>w</strong>ord", "<p>w</p>ord"), False),
        (STORY.replace("<br>", ""), False),
        (STORY.replace("example.org/?", "example.com/?"), False),
        (STORY.replace("smartup:picture/0", "smartup:picture/1"), False),
    ],
)
def test_a_translation_follows_what_a_text_says_and_not_how_it_looks(other, same):
    assert says_the_same(STORY, other) is same


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c"])
def test_a_correction_leaves_a_text_whole_whose_words_hold_another_line_end(sign):
    html = f"<p>a{sign}b</p>\n<p>c</p>\n<p>d</p>"
    assert merge_text(html, html_to_plain(html).replace("d", "e")) == f"<p>a{sign}b</p><p>c</p><p>e</p>"
