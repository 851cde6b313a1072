"""Two people at one object, each in a browser of their own."""

import pytest
from playwright.sync_api import expect

from content.workflow.models import Version
from content.workflow.versions import record_act
from tests.browser.sittings import editor_named, form_of, open_form, sign_in
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desks(open_page, live_server, settings):
    """The browsers of Anna and of Piet."""
    settings.ALLOWED_HOSTS = ["*"]
    pages = []
    for first, last in [("Anna", "Bakker"), ("Piet", "de Vries")]:
        page = open_page(base_url=live_server.url, viewport={"width": 1440, "height": 900})
        sign_in(page, live_server.url, editor_named(first, last))
        pages.append(page)
    return pages


def save(page):
    page.locator(".submit-row [name=_continue]").first.click()
    expect(page.locator(".messagelist")).to_contain_text("draft")


def barriers_in(axe, page):
    """What axe finds on a form, but for Django's own fields to search in."""
    return [barrier for barrier in axe(page, preload=False) if "select2" not in barrier]


@pytest.fixture
def conflict(desks):
    """Anna’s page after she saved second; Piet had changed the region, and the summary as well as she did."""
    case = CaseFactory(live=True, title_en="Mirror", region_en="Drenthe", summary_en="It shows what is there.")
    anna, piet = desks
    record_act(case, Version.Act.PUBLISHED)
    open_form(anna, case)
    open_form(piet, case)
    piet.fill("[name=region_en]", "Navarre")
    piet.fill("[name=summary_en]", "It shows what is missing.")
    save(piet)
    anna.fill("[name=title_en]", "A mirror")
    anna.fill("[name=summary_en]", "It shows what is really there.")
    anna.locator(".submit-row [name=_save]").first.click()
    expect(anna.get_by_role("heading", name="Piet de Vries saved this at")).to_be_visible()
    return anna, case


def of_the_draft(page, case):
    """What the form of `case` holds now."""
    open_form(page, case)
    return [page.locator(f"[name={name}_en]").input_value() for name in ("title", "region", "summary")]


def test_each_sees_that_the_other_is_there_and_that_the_other_saved(desks, axe):
    anna, piet = desks
    case = CaseFactory()
    open_form(anna, case)
    open_form(piet, case)
    expect(anna.get_by_role("status").first).to_contain_text("Piet de Vries has this open as well, since ")
    expect(piet.get_by_role("status").first).to_contain_text("Anna Bakker has this open as well, since ")
    piet.fill("[name=title_en]", "Theirs")
    save(piet)
    expect(anna.get_by_role("status").first).to_contain_text("Piet de Vries saved this at ")
    assert barriers_in(axe, anna) == []


def test_the_second_to_save_chooses_field_by_field(conflict, axe):
    anna, case = conflict
    assert barriers_in(axe, anna) == []
    expect(anna.locator("[name=title_en]")).to_have_value("A mirror")
    expect(anna.get_by_role("group", name="Region (English)").get_by_label("Theirs")).to_be_checked()
    expect(anna.get_by_role("group", name="Title (English)").get_by_label("Mine")).to_be_checked()
    summary = anna.get_by_role("group", name="Summary (English)")
    expect(summary.get_by_label("Mine")).to_be_checked()
    expect(summary.locator("del")).to_contain_text("missing.")
    expect(summary.locator("ins")).to_contain_text("really there.")
    summary.get_by_label("Theirs").check()
    anna.get_by_role("button", name="Save with these choices").click()
    expect(anna.locator(".messagelist")).to_contain_text("draft")
    assert of_the_draft(anna, case) == ["A mirror", "Navarre", "It shows what is missing."]


def test_the_second_to_save_takes_over(conflict):
    anna, case = conflict
    anna.get_by_role("button", name="Take over: keep all mine").click()
    expect(anna.locator(".messagelist")).to_contain_text("draft")
    assert of_the_draft(anna, case) == ["A mirror", "Drenthe", "It shows what is really there."]


def test_going_away_from_the_choice_loses_nothing(conflict):
    anna, case = conflict
    tab = anna.context.new_page()
    anna.close()
    tab.goto(form_of(case))
    expect(tab.locator("[name=title_en]")).to_have_value("A mirror")
    tab.locator(".submit-row [name=_save]").first.click()
    expect(tab.get_by_role("heading", name="Piet de Vries saved this at")).to_be_visible()


def test_the_choice_needs_no_script(open_page, live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    case = CaseFactory(title_en="Mirror", region_en="Drenthe")
    pages = []
    for first in ("Anna", "Piet"):
        page = open_page(base_url=live_server.url, java_script_enabled=False)
        sign_in(page, live_server.url, editor_named(first, "Bakker"))
        page.goto(f"/admin/events/case/{case.pk}/change/")
        pages.append(page)
    anna, piet = pages
    piet.fill("[name=region_en]", "Navarre")
    piet.locator("[name=_save]").first.click()
    anna.fill("[name=title_en]", "A mirror")
    anna.locator("[name=_save]").first.click()
    anna.get_by_role("group", name="Region (English)").get_by_label("Theirs").check()
    anna.get_by_role("button", name="Save with these choices").click()
    case.refresh_from_db()
    assert (case.title_en, case.region_en) == ("A mirror", "Navarre")
