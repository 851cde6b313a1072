"""A visitor reads the pages that editors add, and finds the way by the menus."""

import pytest

from content.pages.models import MenuPlace
from content.workflow import publishing
from tests.factories import MenuItemFactory, PageFactory, SiteSettingsFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ANY = "/en/events/"


def header(visitor, path=ANY) -> list[tuple[str, str]]:
    """Return what editors put in the header: between Documents and the call to join."""
    return read(visitor, path).links("header .menu-list a")[6:-1]


def footer(visitor, path=ANY) -> list[tuple[str, str]]:
    """Return what editors put in the footer: before the choice of cookies."""
    return read(visitor, path).all("footer nav")[1].links()[:-2]


# --- A page -------------------------------------------------------------------------------------------------------------


def test_a_page_is_read_whole(visitor):
    page = PageFactory(live=True, title_en="About us", lead_en="In short.", body_en="<p>At length.</p>")
    shown = read(visitor, page.get_absolute_url())
    assert shown.one("title").text == "About us · smartup"
    assert shown.one("meta[name=description]")["content"] == "In short."
    assert shown.texts("h1") == ["About us"]
    assert shown.texts("article .lead") == ["In short."]
    assert shown.texts("article p") == ["In short.", "At length."]


def test_a_page_of_a_title_alone_has_no_empty_parts(visitor):
    shown = read(visitor, PageFactory(live=True).get_absolute_url())
    assert shown.all("article p") == []


def test_words_in_the_other_language_are_marked(visitor):
    page = PageFactory(live=True, title_nl="Over ons", title_en="", lead_nl="Kort.", body_nl="<p>Lang.</p>")
    shown = read(visitor, page.addresses()["en"])
    assert [each["lang"] for each in shown.all("article [lang]")] == ["nl", "nl", "nl"]
    assert read(visitor, page.addresses()["nl"]).all("article [lang]") == []


@pytest.mark.parametrize(("hide", "status"), [(None, 404), (publishing.withdraw, 410), (publishing.throw_away, 410)])
def test_what_is_not_published_is_not_shown(visitor, hide, status):
    page = PageFactory(live=hide is not None)
    if hide:
        hide(page)
    assert visitor.get(page.get_absolute_url()).status_code == status


def test_the_other_languages_word_leads_to_the_right_address(visitor):
    PageFactory(live=True, slug_nl="over-ons", slug_en="about")
    answer = visitor.get("/en/over-ons/")
    assert (answer.status_code, answer.url) == (301, "/en/about/")


# --- Menus --------------------------------------------------------------------------------------------------------------


def test_menus_stand_in_the_editors_order_each_in_its_place(visitor):
    pages = {name: PageFactory(live=True, title_en=name) for name in ("Last", "First", "Below")}
    MenuItemFactory(page=pages["Last"], place=MenuPlace.HEADER, position=2)
    MenuItemFactory(page=pages["First"], place=MenuPlace.HEADER, position=1)
    MenuItemFactory(page=pages["Below"], place=MenuPlace.FOOTER)
    assert header(visitor) == [(name, pages[name].get_absolute_url()) for name in ("First", "Last")]
    assert footer(visitor) == [("Below", pages["Below"].get_absolute_url())]


def test_an_item_is_called_by_its_label_else_by_the_title_of_its_page(visitor):
    page = PageFactory(live=True, title_en="About us")
    MenuItemFactory(page=page, label_en="We", position=1)
    MenuItemFactory(page=page, position=2)
    MenuItemFactory(page=None, path="https://www.interregeurope.eu/", label_en="Interreg", position=3)
    path = page.get_absolute_url()
    assert footer(visitor) == [("We", path), ("About us", path), ("Interreg", "https://www.interregeurope.eu/")]


@pytest.mark.parametrize("place", MenuPlace.values)
def test_an_item_says_in_which_language_it_is(visitor, place):
    MenuItemFactory(page=PageFactory(live=True, title_nl="Over ons", title_en=""), place=place)
    shown = read(visitor, ANY)
    (link,) = [each for each in shown.all("li a") if each.text == "Over ons"]
    assert link["lang"] == "nl"


@pytest.mark.parametrize("hide", [None, publishing.withdraw, publishing.throw_away])
def test_a_page_that_is_not_published_stands_in_no_menu(visitor, hide):
    page = PageFactory(live=hide is not None)
    for place in MenuPlace.values:
        MenuItemFactory(page=page, place=place)
    if hide:
        hide(page)
    assert (header(visitor), footer(visitor)) == ([], [])


# --- What stands around every page --------------------------------------------------------------------------------------


def test_a_site_that_nobody_has_settled_yet_has_a_name_all_the_same(visitor):
    shown = read(visitor, ANY)
    assert (shown.one(".site-name").text, shown.one(".footer-name").text) == ("smartup", "smartup")
    assert (header(visitor), footer(visitor)) == ([], [])
    assert [shown.all(part) for part in (".demonstration", ".footer-organisation", ".footer-about a")] == [[], [], []]


def test_the_site_says_whose_it_is(visitor):
    SiteSettingsFactory(
        name_en="The Mirror", tagline_en="Look again", organisation="Province", contact_email="us@example.org",
        footer_en="<p>Made here.</p>",
    )  # fmt: skip
    shown = read(visitor, ANY)
    assert shown.links(".site-name") == [("The Mirror", "/en/")]
    assert shown.one("title").text == "Events · The Mirror"
    assert shown.one("meta[name=description]")["content"] == "Look again"
    assert shown.texts(".footer-organisation") == ["Province"]
    assert shown.links(".footer-about a") == [("us@example.org", "mailto:us@example.org")]
    assert "Made here." in shown.texts(".footer-about p")


@pytest.mark.parametrize(("notice", "words"), [("", "This site is a demonstration."), ("All made up.", "All made up.")])
def test_a_demonstration_says_so_on_every_page(visitor, notice, words):
    SiteSettingsFactory(demonstration=True, demonstration_notice_en=notice)
    assert read(visitor, ANY).texts(".demonstration") == [words]


def test_what_is_no_demonstration_does_not(visitor):
    SiteSettingsFactory(demonstration=False, demonstration_notice_en="All made up.")
    assert read(visitor, ANY).all(".demonstration") == []


def test_the_name_in_the_other_language_is_marked(visitor):
    SiteSettingsFactory(name_nl="De Spiegel", name_en="")
    shown = read(visitor, ANY)
    assert (shown.one(".site-name").get("lang"), shown.one(".footer-name span")["lang"]) == ("nl", "nl")


# --- Languages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "other"), [("en", "nl"), ("nl", "en")])
def test_the_switch_leads_to_the_same_page(visitor, language, other):
    page = PageFactory(live=True, slug_nl="over-ons", slug_en="about")
    shown = read(visitor, page.addresses()[language])
    switch = shown.all(".language-list a")
    assert [(each["lang"], each["href"], each.text) for each in switch] == [
        ("nl", "/nl/over-ons/", "NL"),
        ("en", "/en/about/", "EN"),
    ]
    assert [each["lang"] for each in switch if each.get("aria-current")] == [language]
    assert [each.one("abbr")["title"] for each in switch] == ["Nederlands", "English"]
    assert shown.one("html")["lang"] == language


def test_the_switch_keeps_what_was_asked(visitor):
    shown = read(visitor, "/en/search/", q="mirror")
    assert [each["href"] for each in shown.all(".language-list a")] == ["/nl/zoeken/?q=mirror", "/en/search/?q=mirror"]


@pytest.mark.parametrize(
    ("spoken", "path"), [("en", "/en/"), ("nl", "/nl/"), ("fr, en;q=0.5", "/en/"), ("fr", "/nl/"), (None, "/nl/")]
)
def test_the_front_door_opens_in_the_language_of_the_browser(visitor, spoken, path):
    answer = visitor.get("/", headers={"Accept-Language": spoken} if spoken else {})
    assert (answer.status_code, answer.url) == (302, path)
    assert "Accept-Language" in answer["Vary"]
