"""Search engines find every published page in both languages, and nothing else."""

import re

import pytest

from content.workflow import publishing
from tests.factories import (
    AlbumFactory,
    CaseFactory,
    EventFactory,
    LessonFactory,
    PageFactory,
    PartnerProjectFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db


def test_the_sitemap_lists_what_is_published_in_both_languages(visitor):
    case = CaseFactory(live=True)
    CaseFactory(event=case.event)
    PageFactory()
    listed = re.findall(r"<loc>http://testserver(.*?)</loc>", visitor.get("/sitemap.xml").text)
    assert sorted(listed) == sorted([*case.addresses().values(), *case.event.addresses().values()])


def listed(visitor) -> set[str]:
    return set(re.findall(r"<loc>http://testserver(.*?)</loc>", visitor.get("/sitemap.xml").text))


@pytest.mark.parametrize(
    "make", [EventFactory, CaseFactory, LessonFactory, SpeakerFactory, PartnerProjectFactory, AlbumFactory, PageFactory]
)
def test_each_kind_of_page_is_listed_while_it_is_published(visitor, make):
    item, draft = make(live=True), make()
    assert set(item.addresses().values()) <= listed(visitor)
    assert not set(draft.addresses().values()) & listed(visitor)
    for hide in (publishing.withdraw, publishing.throw_away):
        hide(item)
        assert not set(item.addresses().values()) & listed(visitor)


@pytest.mark.parametrize("make", [CaseFactory, LessonFactory, AlbumFactory])
def test_what_belongs_to_an_event_leaves_with_it(visitor, make):
    item = make(live=True)
    publishing.withdraw(item.event)
    assert listed(visitor) == set()


def test_each_address_names_its_translation(visitor):
    case = CaseFactory(live=True)
    text = visitor.get("/sitemap.xml").text
    assert f'hreflang="en" href="http://testserver{case.addresses()["en"]}"' in text


def test_robots_are_shown_the_sitemap_and_kept_from_the_admin(visitor):
    lines = visitor.get("/robots.txt").text.splitlines()
    closed = ["Disallow: /admin/", "Disallow: /preview/", "Disallow: /review/"]
    assert lines == ["User-agent: *", *closed, "Sitemap: http://testserver/sitemap.xml"]
