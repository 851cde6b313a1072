"""Nothing typed is lost, in a real browser."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from content.autosave.models import EditSession
from content.pages.models import Page
from content.workflow.models import Version
from events.models import Lesson
from tests.browser.sittings import editor_named, form_of, hurry, open_form, sign_in
from tests.factories import CaseFactory, LessonFactory, PageFactory

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = "[data-kept]"


@pytest.fixture
def anna(transactional_db):
    return editor_named("Anna", "Bakker")


@pytest.fixture
def desk(live_page, live_server, anna):
    """Anna's browser."""
    sign_in(live_page, live_server.url, anna)
    return live_page


def body(page):
    return page.locator(".prose-editor:has([name=body_nl]) .ProseMirror")


def another_tab(page):
    """Close the tab, and open another in the same browser."""
    context = page.context
    page.close()
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    return tab


def test_what_was_typed_comes_back_after_the_tab_was_closed(desk):
    text = PageFactory(title_nl="Over", body_nl="<p>Eerst</p>")
    open_form(desk, text)
    desk.fill("[name=title_nl]", "Over ons")
    body(desk).click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" en dan")
    expect(desk.locator(KEPT)).to_contain_text("Your work is kept, ")
    tab = another_tab(desk)
    open_form(tab, text)
    expect(tab.get_by_role("heading", name="These are your unsaved changes of")).to_be_visible()
    expect(tab.locator("[name=title_nl]")).to_have_value("Over ons")
    expect(body(tab)).to_have_text("Eerst en dan")
    assert not Version.objects.exists()
    tab.locator("[name=_save]").first.click()
    expect(tab.locator(".messagelist")).to_contain_text("saved as a draft")
    assert Page.objects.get().title_nl == "Over ons"
    assert not EditSession.objects.unsaved().exists()


def test_a_form_that_nobody_touched_keeps_nothing(desk):
    text = PageFactory(body_nl="<p>Eerst  dit</p>")
    open_form(desk, text)
    desk.wait_for_timeout(2500)
    assert list(EditSession.objects.values_list("typed", flat=True)) == [""]


def test_leaving_at_once_loses_nothing(desk):
    case = CaseFactory()
    open_form(desk, case)
    desk.fill("[name=title_en]", "Just now")
    tab = another_tab(desk)
    tab.goto(form_of(case))
    expect(tab.locator("[name=title_en]")).to_have_value("Just now")


def test_rows_that_were_added_and_choices_come_back(desk):
    lesson = LessonFactory()
    case = CaseFactory(event=lesson.event, title_en="Mirror")
    open_form(desk, lesson)
    desk.locator("#evidence-group .add-row a").click()
    desk.locator("#evidence-0 .select2-selection").first.click()
    desk.locator(".select2-results__option", has_text="Mirror").click()
    desk.fill("[name=evidence-0-passage_en]", "On page three")
    expect(desk.locator(KEPT)).to_contain_text("Your work is kept, ")
    tab = another_tab(desk)
    open_form(tab, lesson)
    expect(tab.locator("[name=evidence-0-passage_en]")).to_have_value("On page three")
    expect(tab.locator("[name=evidence-0-case]")).to_have_value(str(case.pk))
    assert not Lesson.objects.get().evidence.exists()


def test_discarding_shows_what_stands_on_the_site(desk):
    case = CaseFactory(title_en="Mirror")
    open_form(desk, case)
    desk.fill("[name=title_en]", "Rubbish")
    expect(desk.locator(KEPT)).to_contain_text("Your work is kept, ")
    desk.reload()
    expect(desk.locator("[name=title_en]")).to_have_value("Rubbish")
    desk.get_by_role("button", name="Discard what I typed").click()
    expect(desk.locator("[name=title_en]")).to_have_value("Mirror")
    desk.reload()
    expect(desk.locator("[name=title_en]")).to_have_value("Mirror")


def test_what_is_typed_after_the_session_ran_out_is_there_after_signing_in(desk, live_server, anna):
    case = CaseFactory()
    open_form(desk, case)
    desk.fill("[name=title_en]", "Before")
    expect(desk.locator(KEPT)).to_contain_text("Your work is kept, ")
    Session.objects.all().delete()
    desk.fill("[name=title_en]", "Before and after")
    expect(desk.get_by_text("You are signed out")).to_be_visible()
    desk.locator("[name=_save]").first.click()
    expect(desk.get_by_text("You are signed out")).to_be_visible()
    tab = another_tab(desk)
    sign_in(tab, live_server.url, anna)
    tab.goto(form_of(case))
    expect(tab.locator("[name=title_en]")).to_have_value("Before and after")


def test_signing_in_in_another_tab_lets_one_save_where_one_was(desk, live_server, anna):
    case = CaseFactory()
    open_form(desk, case)
    Session.objects.all().delete()
    desk.fill("[name=title_en]", "Still here")
    expect(desk.get_by_text("You are signed out")).to_be_visible()
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Sign in in another tab").click()
    opened.value.fill("[name=username]", anna.username)
    opened.value.fill("[name=password]", "mirror mirror")
    opened.value.locator("[type=submit]").last.click()
    opened.value.wait_for_url("**/admin/")
    opened.value.close()
    desk.locator("[name=_save]").first.click()
    expect(desk.locator(".messagelist")).to_contain_text("saved as a draft")
    case.refresh_from_db()
    assert case.title_en == "Still here"


def test_saving_right_after_the_session_ran_out_loses_nothing_either(desk, live_server, anna):
    case = CaseFactory()
    open_form(desk, case)
    desk.fill("[name=title_en]", "Too late")
    Session.objects.all().delete()
    desk.locator("[name=_save]").first.click()
    desk.wait_for_url("**/login/**")
    sign_in(desk, live_server.url, anna)
    desk.goto(form_of(case))
    expect(desk.locator("[name=title_en]")).to_have_value("Too late")


def test_a_site_that_does_not_answer_is_said_and_loses_nothing(desk):
    case = CaseFactory()
    open_form(desk, case)
    desk.context.set_offline(True)
    desk.fill("[name=title_en]", "Nobody hears me")
    expect(desk.get_by_text("The site can’t be reached")).to_be_visible()
    tab = another_tab(desk)
    tab.context.set_offline(False)
    tab.goto(form_of(case))
    expect(tab.locator("[name=title_en]")).to_have_value("Nobody hears me")
    expect(tab.get_by_role("heading", name="These are your unsaved changes of")).to_be_visible()
    assert EditSession.objects.unsaved().count() == 1


def test_a_site_that_answers_again_gets_what_it_missed(desk):
    case = CaseFactory()
    open_form(desk, case)
    desk.context.set_offline(True)
    desk.fill("[name=title_en]", "Nobody hears me")
    expect(desk.get_by_text("The site can’t be reached")).to_be_visible()
    desk.context.set_offline(False)
    expect(desk.locator(KEPT)).to_contain_text("Your work is kept, ")
    expect(desk.get_by_text("The site can’t be reached")).to_be_hidden()
    assert "Nobody+hears+me" in EditSession.objects.unsaved().get().typed


def test_what_was_saved_does_not_come_back(desk):
    case = CaseFactory(title_en="Mirror")
    open_form(desk, case)
    desk.fill("[name=title_en]", "Saved")
    desk.locator("[name=_continue]").first.click()
    expect(desk.locator(".messagelist")).to_contain_text("saved as a draft")
    hurry(desk)
    desk.wait_for_timeout(1500)
    desk.reload()
    expect(desk.locator("[name=title_en]")).to_have_value("Saved")
    expect(desk.get_by_text("unsaved changes")).to_have_count(0)
