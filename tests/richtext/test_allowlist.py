"""What gets into a text, and what doesn't."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.texts.allowlist import ATTRIBUTES, TAGS, clean_html

KEY = "0b0e9f4e-1111-4222-8333-0123456789ab"

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:x onerror=&#97;lert(1)>",
    '<img src="https://evil.example/pixel.gif">',
    '<img src="//evil.example/pixel.gif">',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    f'<img src="smartup:picture/{KEY}" onload="alert(1)">',
    f'<img src="smartup:picture/{KEY}?x" srcset="https://evil.example/x 1x">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="blob:https://evil.example/1">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="https://x.example/" onclick="alert(1)" style="position:fixed;inset:0" target="_blank">x</a>',
    '<a href="smartup:javascript:alert(1)">x</a>',
    f'<a href="smartup:events.case/{KEY}/../../admin/">x</a>',
    '<p style="background:url(https://evil.example/)">x</p>',
    '<p onmouseover="alert(1)" id="main" class="note" data-consent="all">x</p>',
    '<p lang="nl" onclick=alert(1)>x</p>',
    '<span lang="&quot;><script>alert(1)</script>">x</span>',
    '<td colspan="1 onclick=alert(1)">x</td>',
    "<iframe src=https://evil.example/></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=x></object><embed src=x>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio src=x autoplay></audio>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<form action=https://evil.example/><input name=password><button formaction=javascript:alert(1)>x</button></form>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<isindex action=javascript:alert(1)>",
    "<b <script>alert(1)</script>>x</b>",
    "<div<script>>x</div>",
    "\0<scr\0ipt>alert(1)</scr\0ipt>",
]

A_TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"]*\")*)>")
AN_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


def only_what_is_allowed(html):
    """Whether every < begins a tag of the list, with attributes of the list and harmless addresses."""
    given_by_us = {"a": {"rel"}, "img": {"alt"}}
    for found in A_TAG.finditer(html):
        name = found[2]
        allowed = ATTRIBUTES.get(name, set()) | given_by_us.get(name, set())
        for attribute, value in AN_ATTRIBUTE.findall(found[3]):
            harmless = value.startswith(("https:", "http:", "mailto:", "tel:", "smartup:", "/"))
            if attribute not in allowed or (attribute in {"href", "src"} and not harmless):
                return False
        if name not in TAGS:
            return False
    return "<" not in A_TAG.sub("", html)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_gets_through_even_when_taken_for_a_second_time(attack):
    cleaned = clean_html(attack)
    assert only_what_is_allowed(cleaned), cleaned
    assert "alert" not in re.sub(r">[^<]*<", "><", f">{cleaned}<")
    assert clean_html(cleaned) == cleaned


def test_the_judge_of_attacks_can_say_no():
    assert not only_what_is_allowed('<p onclick="x">')
    assert not only_what_is_allowed('<a href="javascript:x">')
    assert not only_what_is_allowed("<script>")


@pytest.mark.parametrize(
    "text",
    [
        "<h2>Two</h2><h3>Three</h3><h4>Four</h4>",
        '<p>H<sub>2</sub>O, m<sup>2</sup>, <strong>bold</strong>, <em>slanted</em>, <span lang="en">smart</span><br>below</p>',
        '<ul><li>One<ul><li>Deeper</li></ul></li></ul><ol start="3"><li>Three</li></ol><hr>',
        '<blockquote lang="en"><p>Said</p></blockquote><p lang="fy">Goeie</p>',
        '<p><a href="https://www.snn.nl/?a=1&amp;b=2" hreflang="nl" rel="noopener">SNN</a></p>',
        '<p><a href="mailto:a@example.org" rel="noopener">mail</a> <a href="tel:+31505224900" rel="noopener">call</a></p>',
        '<p><a href="/nl/over/#wie" rel="noopener">about</a></p>',
        f'<p><a href="smartup:events.case/{KEY}" rel="noopener">case</a></p>',
        f'<figure><img src="smartup:picture/{KEY}" alt=""><figcaption>The <em>stage</em></figcaption></figure>',
        '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td colspan="2" rowspan="3">1</td></tr></tbody></table>',
    ],
)
def test_what_the_list_allows_stays_as_it_is(text):
    assert clean_html(text) == text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<h1>Title</h1><h5>Five</h5><h6>Six</h6>", "<h2>Title</h2><h4>Five</h4><h4>Six</h4>"),
        ("<p><b>a</b> <i>b</i> <u>c</u> <font color=red>d</font></p>", "<p><strong>a</strong> <em>b</em> c d</p>"),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
        ("<p>One</p><p></p><p>&nbsp;<br></p><p><strong> </strong></p><h2></h2>", "<p>One</p>"),
        ("One & two\nthree\n\nfour", "<p>One &amp; two<br>three</p><p>four</p>"),
        ("<ul><li><p>One</p></li></ul>", "<ul><li>One</li></ul>"),
        ("<p><span style='x'>a <span lang=en>b</span></span></p>", '<p>a <span lang="en">b</span></p>'),
        ("<p>Before <img src='https://x.example/a.png'> after</p>", "<p>Before  after</p>"),
        ("<figure><img src='/x.png'><figcaption>Kept</figcaption></figure>", "<p>Kept</p>"),
        (
            f"<figure><img src='http://site.example/admin/richtext/pictures/{KEY}/' alt='x'></figure>",
            f'<figure><img src="smartup:picture/{KEY}" alt=""></figure>',
        ),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><th>1</th><td><p>2</p></td></tr></table>",
            (
                '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
                '<tbody><tr><th scope="row">1</th><td>2</td></tr></tbody></table>'
            ),
        ),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_a_text_gets_into_shape(given, kept):
    assert clean_html(given) == kept


PIECES = """<p> </p> <div> </div> <a> </a> <table> <tr> <td> <th> </table> <ul> <li> </ul> <figure> </figure> <figcaption>
<span> </span> <strong> </strong> <b> <h1> </h1> <blockquote> <br> &nbsp; word <script> </script> <svg> <style> <!-- --> <math>
<title> <thead> <button> <select> <form> <template> <hr> </ol>""".split() + [
    "\n\n", " ", "<a href='https://x.example/'>", "<span lang=nl>", "<img src=x>", f"<img src='smartup:picture/{KEY}'>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_whatever_comes_is_allowed_afterwards_and_cleaning_again_changes_nothing(pieces):
    cleaned = clean_html("".join(pieces))
    assert only_what_is_allowed(cleaned)
    assert clean_html(cleaned) == cleaned
