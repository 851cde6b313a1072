"""Writing a text in the admin's editor, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from content.pages.models import Page
from tests.factories import PageFactory, PictureFactory, SearchDocumentFactory

pytestmark = pytest.mark.django_db(transaction=True)

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=NL style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='margin-top:12.0pt'><span lang=EN-US style='font-family:"Calibri Light"'>Key lessons<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=EN-US>The <b style='mso-bidi-font-weight:normal'>local</b> factor
is&nbsp; <i>not</i> small<a style='mso-comment-reference:JB_1' href="#_msocom_1">[JB1]</a>, see
<a href="https://www.snn.nl/">SNN</a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h2>What recurred</h2>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Choose<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>by strength</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Connect</p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>First</p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'><thead><tr style='mso-yfti-irow:-1'>
<td width=200 valign=top style='width:5cm'><p class=MsoNormal><b>Case</b></p></td><td><p class=MsoNormal><b>Region</b></p></td></tr></thead>
<tr><td width=200><p class=MsoNormal>Estensoro</p></td><td colspan=1><p class=MsoNormal><span style='color:red'>Basque Country</span></p></td></tr></table>
<p class=MsoNormal><img width=10 height=10 src="file:///C:/Users/x/AppData/msohtmlclip1/01/clip_image001.png"></p>
<!--EndFragment--><div style='mso-element:comment-list'><p class=MsoCommentText>Is it?</p></div></body></html>"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f2e"><h2 dir="ltr"
style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Together</span></h2><p dir="ltr"><span
style="font-weight:700">Bold</span><span style="font-weight:400">&nbsp;and </span><span style="font-style:italic">slanted</span></p>
<ul><li dir="ltr" style="list-style-type:disc"><p dir="ltr"><span>One</span></p></li><ul><li dir="ltr"><p><a
href="https://www.google.com/url?q=https://www.snn.nl/&amp;sa=D" style="text-decoration:none"><span>Two</span></a></p></li></ul></ul></b><br>"""

LIBREOFFICE = """<html><head><meta name="generator" content="LibreOffice 7.4"/><style>p { margin-bottom: 0.25cm }</style></head>
<body lang="nl-NL" dir="ltr"><h3 class="western"><font face="Liberation Sans">Samen</font></h3><p class="western" style="margin-bottom: 0cm">
<font color="#ff0000">Rood</font> en <b>vet</b></p><p class="western"><br/></p><ol><li><p class="western">Een</p></li></ol></body></html>"""


@pytest.fixture
def write(live_page, live_server, editor):
    """Open the form of a page of text in the admin: write(item) gives the browser's page."""
    cookie = editor.cookies["sessionid"].value
    live_page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    def open_form(item):
        live_page.goto(reverse("admin:pages_page_change", args=[item.pk]))
        return live_page

    return open_form


def text_in(page):
    return page.locator(".prose-editor:has([name=body_nl]) .ProseMirror")


def tool(page, name):
    return page.locator(f".prose-editor:has([name=body_nl]) [role=toolbar] [data-command={name}]")


def saved(page, item):
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state()
    return Page.objects.values_list("body_nl", flat=True).get(pk=item.pk)


def paste(page, html):
    text_in(page).click()
    text_in(page).evaluate(
        """(target, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        html,
    )


def test_typed_spaces_are_plain_spaces(write):
    item = PageFactory(body_nl="", body_en="")
    page = write(item)
    text_in(page).click()
    page.keyboard.type("A word  and another ")
    page.keyboard.type("one")
    assert saved(page, item) == "<p>A word  and another one</p>"


def test_a_text_survives_the_editor(write):
    text = (
        "<h2>Head</h2><p>Words <strong>bold</strong> <em>slanted</em> H<sub>2</sub>O, "
        '<a href="https://www.snn.nl/" rel="noopener">SNN</a> and <span lang="en">smart</span>.</p>'
        '<ul><li>One<ul><li>Deeper</li></ul></li></ul><ol start="3"><li>Three</li></ol>'
        '<blockquote lang="en"><p>Said</p></blockquote><hr>'
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        '<tbody><tr><th scope="row">1</th><td colspan="1">2</td></tr></tbody></table>'
    ).replace(' colspan="1"', "")
    item = PageFactory(body_nl=text)
    page = write(item)
    text_in(page).press("Control+End")
    text_in(page).locator("p").first.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert saved(page, item) == text.replace(".</p>", ".!</p>")


def test_pasting_from_word_keeps_the_structure_alone(write):
    item = PageFactory(body_nl="")
    page = write(item)
    paste(page, WORD)
    assert saved(page, item) == (
        "<h2>Key lessons</h2>"
        '<p>The <strong>local</strong> factor is <em>not</em> small, see <a href="https://www.snn.nl/" rel="noopener">SNN</a>.</p>'
        "<h3>What recurred</h3>"
        "<ul><li>Choose<ul><li>by strength</li></ul></li><li>Connect</li></ul>"
        "<ol><li>First</li></ol>"
        '<table><thead><tr><th scope="col"><strong>Case</strong></th><th scope="col"><strong>Region</strong></th></tr></thead>'
        "<tbody><tr><td>Estensoro</td><td>Basque Country</td></tr></tbody></table>"
    )


def test_pasting_from_google_docs_keeps_the_structure_alone(write):
    item = PageFactory(body_nl="")
    page = write(item)
    paste(page, GOOGLE)
    assert saved(page, item) == (
        "<h2>Together</h2><p><strong>Bold</strong> and <em>slanted</em></p>"
        '<ul><li>One<ul><li><a href="https://www.snn.nl/" rel="noopener">Two</a></li></ul></li></ul>'
    )


def test_pasting_from_libreoffice_keeps_the_structure_alone(write):
    item = PageFactory(body_nl="")
    page = write(item)
    paste(page, LIBREOFFICE)
    assert saved(page, item) == "<h3>Samen</h3><p>Rood en <strong>vet</strong></p><ol><li>Een</li></ol>"


def test_a_link_finds_our_own_pages_by_their_title(write):
    item = PageFactory(body_nl="<p>Read this</p>")
    case = SearchDocumentFactory(kind="events.case", language="en", title="The local factor")
    page = write(item)
    text_in(page).locator("p").dblclick()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("local")
    page.get_by_role("button", name="The local factor").click()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(text_in(page)).to_be_focused()
    assert saved(page, item).count(f'<a href="smartup:events.case/{case.object_id}" rel="noopener">') == 1
    text_in(page).locator("a").click()
    tool(page, "link").click()
    expect(page.get_by_role("dialog").locator("[name=query]")).to_have_value("The local factor")


def test_a_link_to_a_bare_domain_gets_its_scheme_and_words_must_be_chosen(write):
    item = PageFactory(body_nl="")
    page = write(item)
    text_in(page).click()
    tool(page, "link").click()
    page.keyboard.type("no such page")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator("[name=query]").fill("www.snn.nl/en")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert saved(page, item) == '<p><a href="https://www.snn.nl/en" rel="noopener">www.snn.nl/en</a></p>'


def test_escape_closes_a_dialog_and_gives_the_text_its_cursor_back(write):
    page = write(PageFactory(body_nl="<p>Words</p>"))
    for name in ["link", "figure"]:
        text_in(page).click()
        tool(page, name).click()
        page.keyboard.type("anything")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(text_in(page)).to_be_focused()


def test_a_figure_is_chosen_captioned_seen_and_kept_as_a_reference(write):
    item = PageFactory(body_nl="<p>Before</p>")
    picture = PictureFactory(title="Atlas Theatre, stage")
    PictureFactory(title="Another")
    page = write(item)
    text_in(page).locator("p").click()
    page.keyboard.press("End")
    tool(page, "figure").click()
    page.keyboard.type("atlas")
    page.get_by_role("button", name="Atlas Theatre").click()
    page.keyboard.type("The stage")
    page.keyboard.press("Enter")
    page.keyboard.type("After")
    kept = f'<figure><img src="smartup:picture/{picture.pk}" alt=""><figcaption>The stage</figcaption></figure>'
    assert saved(page, item) == f"<p>Before</p>{kept}<p>After</p>"
    image = text_in(page).locator("figure img")
    expect(image).to_have_js_property("naturalWidth", 640)
    image.click()
    page.keyboard.press("Delete")
    assert saved(page, item) == "<p>Before</p><p>After</p>"


def test_a_caption_begins_with_the_very_next_key(write):
    item = PageFactory(body_nl="<p>Before</p>")
    picture = PictureFactory(title="Atlas Theatre")
    page = write(item)
    text_in(page).locator("p").click()
    page.keyboard.press("End")
    tool(page, "figure").click()
    chosen = page.get_by_role("button", name="Atlas Theatre")
    chosen.evaluate("button => { button.click(); document.execCommand('insertText', false, 'T'); }")
    page.keyboard.type("he stage")
    kept = f'<figure><img src="smartup:picture/{picture.pk}" alt=""><figcaption>The stage</figcaption></figure>'
    assert saved(page, item) == f"<p>Before</p>{kept}"


def test_a_table_grows_shrinks_and_goes(write):
    item = PageFactory(body_nl="")
    page = write(item)
    text_in(page).click()
    tool(page, "table").click()
    page.keyboard.type("Case")
    tool(page, "removeColumn").click()
    tool(page, "addRow").click()
    assert saved(page, item).count("<tr>") == 4
    text_in(page).locator("th").first.click()
    tool(page, "removeTable").click()
    assert saved(page, item) == ""


def test_the_toolbar_works_with_the_keyboard_alone(write):
    item = PageFactory(body_nl="<p>Words</p>")
    page = write(item)
    text_in(page).locator("p").click()
    page.keyboard.press("Alt+F10")
    expect(tool(page, "heading2")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(tool(page, "redo")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(tool(page, "heading2")).to_have_attribute("aria-pressed", "true")
    assert saved(page, item) == "<h2>Words</h2>"


# The path above the form is the frame's; fetching style sheets anew is what axe does, and the policy forbids.
ABOUT_THE_EDITOR = {"preload": False, "rules": {"link-in-text-block": {"enabled": False}}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_and_its_dialogs_are_accessible(write, axe, scheme):
    PictureFactory(title="Atlas Theatre, stage")
    page = write(
        PageFactory(body_nl="<h2>Head</h2><p>Words <a href='/nl/'>link</a></p><table><tr><td>1</td></tr></table>")
    )
    page.emulate_media(color_scheme=scheme)
    text_in(page).locator("td").click()
    assert axe(page, **ABOUT_THE_EDITOR) == []
    for name in ["link", "figure"]:
        tool(page, name).click()
        assert axe(page, **ABOUT_THE_EDITOR) == []
        page.keyboard.press("Escape")


def test_without_javascript_the_html_can_be_edited(open_page, live_server, editor, settings):
    item = PageFactory(body_nl="<p>Words</p>")
    page = open_page(base_url=live_server.url, java_script_enabled=False)
    cookie = editor.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(reverse("admin:pages_page_change", args=[item.pk]))
    page.fill("[name=body_nl]", "One\n\nTwo<script>alert(1)</script>")
    assert saved(page, item) == "<p>One</p><p>Two</p>"
