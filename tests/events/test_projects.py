"""A visitor wants to know whose meeting it was."""

from datetime import date

import pytest

from content.workflow import publishing
from tests.factories import EventFactory, PartnerProjectFactory, PictureFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
PROJECTS = "/en/projects/"


def test_without_any_project_the_list_says_so(visitor):
    PartnerProjectFactory()
    page = read(visitor, PROJECTS)
    assert (page.texts(".note"), page.all(".project-card")) == (["No project has been published yet."], [])


def test_the_list_keeps_the_editors_order_and_then_the_alphabet(visitor):
    made = {
        name: PartnerProjectFactory(live=True, acronym=name, position=position)
        for name, position in [("ZETA", 1), ("BETA", 2), ("ALFA", 2)]
    }
    PartnerProjectFactory(acronym="DRAFT")
    publishing.withdraw(PartnerProjectFactory(live=True))
    publishing.throw_away(PartnerProjectFactory(live=True))
    page = read(visitor, PROJECTS)
    assert page.links("h2 a") == [(name, made[name].get_absolute_url()) for name in ("ZETA", "ALFA", "BETA")]
    assert page.all(".note") == []


def test_a_card_shows_logo_and_full_name_or_the_acronym_as_a_mark(visitor):
    PartnerProjectFactory(
        live=True, position=1, name_en="Regional to local", logo=PictureFactory(digest="a" * 64, alt_en="A gear")
    )
    PartnerProjectFactory(live=True, position=2, acronym="RELOS3")
    with_all, with_nothing = read(visitor, PROJECTS).all(".project-card")
    assert (with_all.one("img")["alt"], with_all.texts("p")) == ("A gear", ["Regional to local"])
    assert (with_nothing.texts(".wordmark"), with_nothing.texts("p")) == (["RELOS3"], [])


def test_a_page_tells_the_whole_project(visitor):
    project = PartnerProjectFactory(
        live=True, acronym="RELOS3", name_en="Regional to local", programme="Interreg Europe",
        description_en="<p>It helps.</p>", website="https://example.org/relos3",
        logo=PictureFactory(digest="a" * 64, alt_en="A gear"),
    )  # fmt: skip
    page = read(visitor, project.get_absolute_url())
    assert page.one("title").text == "RELOS3 · smartup"
    assert page.one("meta[name=description]")["content"] == "RELOS3: Regional to local"
    assert page.one("article .eyebrow").text == "Partner project · Interreg Europe"
    assert (page.texts("h1"), page.texts("article .lead")) == (["RELOS3"], ["Regional to local"])
    assert page.one(".project-card-logo img")["alt"] == "A gear"
    assert page.texts("article p")[2:] == ["It helps.", "https://example.org/relos3"]
    assert page.links("article a") == [("https://example.org/relos3", "https://example.org/relos3")]


def test_a_page_leaves_out_what_is_not_known(visitor):
    page = read(visitor, PartnerProjectFactory(live=True, acronym="RELOS3").get_absolute_url())
    assert page.one("meta[name=description]")["content"] == "RELOS3"
    assert page.texts("article p") == ["Partner project"]
    assert (page.all(".project-card-logo"), page.all("article a"), page.all("article section")) == ([], [], [])


def test_a_page_lists_the_published_events_of_the_project_the_latest_first(visitor):
    project = PartnerProjectFactory(live=True)
    for title, year in [("Old", 2018), ("New", 2024)]:
        EventFactory(live=True, title_en=title, starts=date(year, 1, 1), projects=[project])
    EventFactory(title_en="Draft", projects=[project])
    EventFactory(live=True, title_en="Of others")
    page = read(visitor, project.get_absolute_url())
    assert page.texts("section[aria-labelledby=events] h3") == ["New", "Old"]
