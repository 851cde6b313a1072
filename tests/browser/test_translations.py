"""Translating again what has changed, in a real browser."""

import pytest
from playwright.sync_api import expect

from content.languages import translation_sources
from content.languages.models import Translation
from events.models import Case
from tests.factories import CaseFactory, EvidenceFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(open_page, live_server, editor):
    """The admin in English, in a browser whose forms show Dutch alone."""
    page = open_page(base_url=live_server.url, locale="en-GB")
    page.context.add_cookies(
        [{"name": "sessionid", "value": editor.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.add_init_script("localStorage.setItem('smartup-form-language', 'nl')")
    return page


def changed(item, **texts):
    before = type(item)._base_manager.get(pk=item.pk)
    for name, value in texts.items():
        setattr(item, name, value)
    item.save()
    translation_sources.note_text_changes(item, before)
    return item


def test_the_report_leads_to_the_text_even_where_the_form_hides_its_language(desk):
    case = changed(CaseFactory(title_nl="De spiegel", title_en="The mirror"), title_nl="De spiegelzaal")
    desk.goto("/admin/translations/?place=drafts")
    desk.get_by_role("link", name="Title – The mirror").click()
    field = desk.get_by_label("Title (English)")
    expect(field).to_be_focused()
    desk.get_by_text("What changed").click()
    expect(desk.locator(".source-difference ins")).to_contain_text("spiegelzaal")
    field.fill("The hall of mirrors")
    desk.get_by_role("button", name="Save draft", exact=True).click()
    expect(desk.get_by_text("is saved as a draft")).to_be_visible()
    assert not Translation.objects.of([case]).filter(outdated=True).exists()


def test_the_report_leads_to_a_text_of_a_part(desk):
    EvidenceFactory(passage_en=None)
    desk.goto("/admin/translations/?place=drafts&kind=events.evidence")
    desk.locator(".gap").get_by_role("link").click()
    expect(desk.locator("#id_evidence-0-passage_en")).to_be_in_viewport()


def test_a_translation_is_found_right_in_the_report(desk):
    case = changed(CaseFactory(title_nl="De spiegel", title_en="The mirror"), title_nl="Die spiegel")
    desk.goto("/admin/translations/?place=drafts")
    desk.get_by_role("button", name="Still right – Title, The mirror").click()
    expect(desk.get_by_text("this translation is still right")).to_be_visible()
    assert not Translation.objects.of([case]).filter(outdated=True).exists()
    assert Case.objects.get().title_en == "The mirror"
