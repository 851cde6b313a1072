import pytest

from content.mail.models import OutboxMessage
from content.pages.models import SiteSettings
from signups.models import ConsentText, Stakeholder
from tests.editing.forms import edit, told
from tests.factories import (
    ConsentFactory,
    ConsentTextFactory,
    OutboxMessageFactory,
    SiteSettingsFactory,
    StakeholderFactory,
)

pytestmark = pytest.mark.django_db


def test_the_settings_are_one_form_and_can_not_be_deleted(editor, list_of, form_of):
    settings = SiteSettingsFactory()
    assert editor.get(list_of(SiteSettings)).headers["Location"] == form_of(settings)
    assert editor.get(form_of(SiteSettings)).status_code == 403
    edit(editor, form_of(settings), name_en="Smart Up! again")
    assert list(SiteSettings.objects.values_list("pk", "name_en")) == [(1, "Smart Up! again")]


def test_the_settings_can_be_made_where_there_are_none(editor, list_of, form_of):
    SiteSettings.objects.all().delete()
    assert editor.get(list_of(SiteSettings)).headers["Location"] == form_of(SiteSettings)
    edit(editor, form_of(SiteSettings), name_nl="Slim")
    assert list(SiteSettings.objects.values_list("pk", "name_nl")) == [(1, "Slim")]


def test_words_that_somebody_agreed_to_stay_and_a_change_is_a_new_version(editor, form_of):
    text = ConsentTextFactory(version=1, words_nl="Ja", words_en="Yes")
    ConsentFactory(text=text)
    page = edit(editor, form_of(text), words_en="Yes, please")
    assert list(ConsentText.objects.values_list("version", "words_en")) == [(2, "Yes, please"), (1, "Yes")]
    assert "Somebody agreed to version 1, so it stays as it was. Your words are version 2." in told(page)


def test_words_that_nobody_agreed_to_yet_can_be_mended(editor, form_of):
    text = ConsentTextFactory(version=1, words_nl="Ja", words_en="Yes")
    edit(editor, form_of(text), words_en="Yes, please")
    assert list(ConsentText.objects.values_list("version", "words_en")) == [(1, "Yes, please")]


def test_a_new_consent_text_is_the_next_version(editor, form_of):
    ConsentTextFactory(version=7)
    edit(editor, form_of(ConsentText), words_nl="Ja graag")
    assert ConsentText.objects.current().version == 8


def test_a_stakeholder_is_found_by_kind_and_mended_but_not_what_was_agreed_to(editor, list_of, form_of):
    farmer = StakeholderFactory(name="Anne", kind="business")
    StakeholderFactory(name="Bram", kind="citizen")
    ConsentFactory(stakeholder=farmer)
    assert list(editor.get(list_of(Stakeholder) + "?kind__exact=business").context["cl"].queryset) == [farmer]
    edit(editor, form_of(farmer), name="Anne de Vries", message="other", state="withdrawn")
    farmer.refresh_from_db()
    assert (farmer.name, farmer.message, farmer.state, farmer.consents.count()) == ("Anne de Vries", "", "pending", 1)


def test_the_outbox_can_be_read_and_not_written(editor, list_of, form_of):
    mail = OutboxMessageFactory()
    assert editor.get(form_of(mail)).status_code == 200
    assert editor.post(form_of(mail), {"subject": "other"}).status_code == 403
    assert editor.get(form_of(OutboxMessage)).status_code == 403
