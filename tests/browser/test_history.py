"""Going back to an older version, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from content.workflow import publishing
from content.workflow.snapshot import content_of
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed_in(live_page, live_server, editor):
    """The browser of somebody who may do everything, in English."""
    live_page.context.add_cookies(
        [
            {"name": "sessionid", "value": editor.cookies["sessionid"].value, "url": live_server.url},
            {"name": "django_language", "value": "en", "url": live_server.url},
        ]
    )
    return live_page


def published_twice(editor):
    """A case that said “The old hall” first and says “The new hall” now."""
    case = CaseFactory(live=True, title_en="Mirror", summary_en="The old hall is full.")
    publishing.publish(case, author=editor.user)
    content = content_of(case)
    after = {**content, "fields": {**content["fields"], "summary_en": "The new hall is full."}}
    publishing.publish(case, content=after, author=editor.user)
    return case


def test_an_editor_restores_an_older_version_and_visitors_see_no_difference(signed_in, editor, axe):
    page, case = signed_in, published_twice(editor)
    page.goto(case.addresses()["en"])
    before = page.locator("main").inner_text()

    page.goto(reverse("admin:events_case_change", args=[case.pk]))
    page.get_by_role("link", name="History").click()
    assert axe(page) == []
    page.get_by_role("link", name="See this version").first.click()
    expect(page.get_by_role("deletion").filter(has_text="old")).to_be_visible()
    expect(page.get_by_role("insertion").filter(has_text="new")).to_be_visible()
    assert axe(page) == []

    page.go_back()
    page.get_by_role("link", name="See this version").last.click()
    page.get_by_label("Compare with").select_option(label="what visitors see")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".difference ins")).to_contain_text("new")
    page.get_by_role("button", name="Restore as draft").click()

    expect(page.get_by_text("Visitors see no difference until it is published.")).to_be_visible()
    expect(page.locator("[name=summary_en]")).to_have_value("The old hall is full.")
    page.get_by_text("What is different from the site").click()
    expect(page.locator(".difference ins")).to_contain_text("old")
    page.goto(case.addresses()["en"])
    assert page.locator("main").inner_text() == before


def test_an_editor_throws_a_case_away_and_takes_it_back(signed_in, editor, axe):
    page, case = signed_in, published_twice(editor)
    page.goto(reverse("admin:events_case_change", args=[case.pk]))
    page.locator(".submit-row summary", has_text="More").click()
    page.get_by_role("link", name="Throw away").click()
    assert axe(page) == []
    page.get_by_role("button", name="Throw away").click()
    page.get_by_role("link", name="bin", exact=True).click()
    assert axe(page) == []
    page.get_by_role("button", name="Take back “Mirror”").click()
    expect(page.get_by_text("Visitors don’t see it until it is published.")).to_be_visible()
    expect(page.locator("[name=summary_en]")).to_have_value("The new hall is full.")
    page.goto(reverse("admin:index"))
