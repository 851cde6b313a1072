"""Search engines find every published page in both languages, and nothing else."""

import re

import pytest

from tests.factories import CaseFactory, PageFactory

pytestmark = pytest.mark.django_db


def test_the_sitemap_lists_what_is_published_in_both_languages(visitor):
    case = CaseFactory(live=True)
    CaseFactory(event=case.event)
    PageFactory()
    listed = re.findall(r"<loc>http://testserver(.*?)</loc>", visitor.get("/sitemap.xml").text)
    assert sorted(listed) == sorted([*case.addresses().values(), *case.event.addresses().values()])


def test_each_address_names_its_translation(visitor):
    case = CaseFactory(live=True)
    text = visitor.get("/sitemap.xml").text
    assert f'hreflang="en" href="http://testserver{case.addresses()["en"]}"' in text


def test_robots_are_shown_the_sitemap_and_kept_from_the_admin(visitor):
    lines = visitor.get("/robots.txt").text.splitlines()
    closed = ["Disallow: /admin/", "Disallow: /preview/", "Disallow: /review/"]
    assert lines == ["User-agent: *", *closed, "Sitemap: http://testserver/sitemap.xml"]
