"""Editing in a real browser: one language or both, order by the keyboard, the question before leaving, a strict CSP."""

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Case
from tests.factories import CaseFactory, EventFactory, LessonFactory, PhotoFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(live_page, live_server, editor):
    """A browser in which an editor is signed in; the interface is in English."""
    cookies = {"sessionid": editor.cookies["sessionid"].value, "django_language": "en"}
    live_page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    return live_page


def form_of(item):
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])


def test_one_language_or_both_and_the_choice_is_kept(desk):
    case = CaseFactory()
    desk.goto(form_of(case))
    dutch, english = desk.get_by_label("Title (Dutch)"), desk.get_by_label("Title (English)")
    expect(dutch).to_be_visible()
    expect(english).to_be_visible()
    desk.locator(".language-switch").get_by_text("English").click()
    expect(dutch).to_be_hidden()
    desk.reload()
    expect(dutch).to_be_hidden()
    expect(english).to_be_visible()


def test_the_switch_says_what_a_language_lacks_while_one_types(desk):
    lesson = LessonFactory(summary_nl="Wat je kunt", summary_en=None)
    desk.goto(form_of(lesson))
    mark = desk.locator("[data-lack=en]")
    expect(mark).to_have_text("1 text missing")
    desk.get_by_label("In one sentence (English)").fill("What you are good at")
    expect(mark).to_be_hidden()


def test_a_fault_in_the_language_that_is_hidden_is_shown_and_led_to(desk):
    case = CaseFactory()
    CaseFactory(event=case.event, slug_en="taken")
    desk.goto(form_of(case))
    desk.locator(".language-switch").get_by_text("Dutch").click()
    desk.locator("details:has(.field-slug_nl) summary").click()
    desk.locator("#id_slug_en").evaluate("input => input.value = 'Not an address'")
    desk.get_by_role("button", name="Save draft").click()
    desk.locator(".faults a").click()
    expect(desk.locator("#id_slug_en")).to_be_focused()


def test_addresses_follow_the_titles_while_one_types(desk):
    desk.goto(reverse("admin:pages_page_add"))
    desk.get_by_label("Title (English)").press_sequentially("About the mirror")
    expect(desk.locator("#id_slug_en")).to_have_value("about-the-mirror")
    expect(desk.locator("#id_slug_nl")).to_have_value("")


def test_rows_are_moved_by_the_arrow_keys_and_it_is_said(desk):
    event = EventFactory()
    for title in ["a", "b", "c"]:
        CaseFactory(event=event, title_nl=title, title_en=title)
    desk.goto(reverse("admin:events_case_changelist"))
    handle = desk.get_by_role("button", name="Move “a”")
    handle.press("ArrowDown")
    expect(desk.locator("[data-ordering]")).to_have_text("“a” is number 2 of 3 now.")
    expect(handle).to_be_focused()
    with desk.expect_response("**/order/"):
        handle.press("ArrowDown")
    expect(desk.locator("[data-ordering]")).to_have_text("The new order is saved.")
    assert list(Case.objects.values_list("title_en", flat=True)) == ["b", "c", "a"]


def test_rows_are_dragged(desk):
    event = EventFactory()
    for title in ["a", "b", "c"]:
        CaseFactory(event=event, title_nl=title, title_en=title)
    desk.goto(reverse("admin:events_case_changelist"))
    desk.get_by_role("button", name="Move “c”").scroll_into_view_if_needed()
    start = desk.get_by_role("button", name="Move “c”").bounding_box()
    end = desk.get_by_role("button", name="Move “a”").bounding_box()
    desk.mouse.move(start["x"] + 10, start["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(end["x"] + 10, end["y"] - 15, steps=8)
    with desk.expect_response("**/order/"):
        desk.mouse.up()
    assert list(Case.objects.values_list("title_en", flat=True)) == ["c", "a", "b"]


@pytest.mark.parametrize("field", ["#id_title_nl", ".field-story_nl [contenteditable]"])
def test_a_changed_form_asks_before_it_is_left(desk, field):
    desk.goto(form_of(CaseFactory()))
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.locator(field).click()
    desk.locator(field).press_sequentially(" and more")
    desk.get_by_role("link", name="Home").click()
    expect(desk).to_have_title("What would you like to do? · smartup")
    assert asked == ["beforeunload"]


def test_a_form_that_was_only_looked_at_or_is_saved_asks_nothing(desk):
    case = CaseFactory()
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto(form_of(case))
    desk.locator(".field-story_nl [contenteditable]").click()
    desk.get_by_role("link", name="Home").click()
    expect(desk).to_have_title("What would you like to do? · smartup")
    desk.goto(form_of(case))
    desk.locator("#id_title_nl").fill("Anders")
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator(".messagelist")).to_be_visible()
    assert asked == []


def test_without_javascript_both_languages_show(open_page, live_server, editor, settings):
    settings.ALLOWED_HOSTS = ["*"]
    page = open_page(base_url=live_server.url, java_script_enabled=False)
    page.context.add_cookies(
        [{"name": "sessionid", "value": editor.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(form_of(CaseFactory()))
    expect(page.locator("#id_title_nl")).to_be_visible()
    expect(page.locator("#id_title_en")).to_be_visible()
    expect(page.locator(".language-switch")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1440])
def test_every_list_and_form_keeps_to_the_policy_and_the_screen(desk, width):
    """`desk` fails by itself on errors, reports of the CSP and requests to other hosts."""
    for factory in [LessonFactory, CaseFactory, PhotoFactory]:
        factory()
    desk.set_viewport_size({"width": width, "height": 900})
    wide = []
    for address in ["/admin/", "/admin/password_change/", *_pages()]:
        desk.goto(address)
        desk.wait_for_load_state("networkidle")
        if desk.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)
    assert wide == []


def _pages():
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        item = model._base_manager.first()
        yield reverse(f"{name}_changelist")
        if item:
            yield from [reverse(f"{name}_{page}", args=[item.pk]) for page in ["change", "history"]]
        if model is Case:
            yield from [reverse(f"{name}_add"), reverse(f"{name}_delete", args=[item.pk])]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_desk_has_no_barriers(desk, axe, theme):
    lesson = LessonFactory()
    desk.emulate_media(color_scheme=theme)
    barriers = []
    for address in [
        "/admin/",
        reverse("admin:events_lesson_changelist"),
        form_of(lesson),
        reverse("admin:auth_user_changelist"),
    ]:
        desk.goto(address)
        barriers += [f"{address}: {barrier}" for barrier in axe(desk, preload=False)]
    assert barriers == []
