"""What somebody with a link can send keeps the site from nothing, however it is made up."""

from time import perf_counter

import pytest

from content.texts.corrections import html_to_plain, merge_text


@pytest.mark.parametrize("words", ["a", "ab"])
def test_thousands_of_paragraphs_that_repeat_each_other_are_compared_at_once(words):
    blocks = [words[place % len(words)] for place in range(6000)]
    html = "".join(f"<p>{block}</p>" for block in blocks)
    begun = perf_counter()
    changed = merge_text(html, "\n\n".join([*reversed(blocks), "the end"]))
    assert perf_counter() - begun < 10
    assert changed.endswith("<p>the end</p>")


def test_long_lists_are_read_at_once():
    html = f"<ul>{'<li><p>a</p></li>' * 8000}</ul>"
    begun = perf_counter()
    assert html_to_plain(html).startswith("- a\n- a")
    assert perf_counter() - begun < 5


def test_an_ordinary_text_keeps_what_was_not_touched():
    html = '<p>One <a href="https://example.org/">link</a></p>' + "".join(f"<p>{place}</p>" for place in range(200))
    assert merge_text(html, html_to_plain(html).replace("199", "two hundred")) == html.replace("199", "two hundred")
