"""Every way into the database takes the same bath."""

import pytest
from django.core import serializers
from django.db import connection
from django.db.models import Value
from django.forms import modelform_factory
from django.utils.translation import gettext, override

from content.pages.models import Page
from content.texts.fields import RichTextField, RichTextWidget
from tests.factories import PageFactory

pytestmark = pytest.mark.django_db

DIRTY = "<h1>Head</h1><p onclick=x>Words<script>alert(1)</script></p>"
CLEAN = "<h2>Head</h2><p>Words</p>"


def stored(page):
    """What the columns hold, asked past all of our fields."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body_nl, body_en FROM pages_page WHERE id = %s", [page.pk.hex])
        return cursor.fetchone()


def test_saving_an_object():
    assert stored(PageFactory(body_nl=DIRTY, body_en=DIRTY)) == (CLEAN, CLEAN)


def test_saving_in_the_language_of_the_interface():
    page = PageFactory()
    with override("en"):
        page.body = DIRTY
        page.save()
    assert stored(page)[1] == CLEAN


def test_creating_many_at_once():
    page = PageFactory.build(body_nl=DIRTY, body_en=DIRTY)
    Page.objects.bulk_create([page])
    assert stored(page) == (CLEAN, CLEAN)


def test_updating_many_at_once():
    page = PageFactory()
    page.body_nl = page.body_en = DIRTY
    Page.objects.bulk_update([page], ["body_nl", "body_en"])
    assert stored(page) == (CLEAN, CLEAN)


@pytest.mark.parametrize("value", [DIRTY, Value(DIRTY, output_field=RichTextField())], ids=["words", "expression"])
def test_updating_by_query(value):
    page = PageFactory()
    Page.objects.filter(pk=page.pk).update(body_nl=value, body_en=value)
    assert stored(page) == (CLEAN, CLEAN)


def test_updating_or_creating():
    page = PageFactory()
    Page.objects.update_or_create(pk=page.pk, defaults={"body_nl": DIRTY, "body_en": DIRTY})
    assert stored(page) == (CLEAN, CLEAN)


def test_loading_a_fixture():
    page = PageFactory()
    fixture = serializers.serialize("json", [page]).replace(
        '"body_nl": null', '"body_nl": "<p>a<script>1</script></p>"'
    )
    for item in serializers.deserialize("json", fixture):
        item.save()
    assert stored(page)[0] == "<p>a</p>"


def test_sending_a_form():
    page = PageFactory()
    form = modelform_factory(Page, fields=["body_nl", "body_en"])({"body_nl": DIRTY, "body_en": DIRTY}, instance=page)
    assert form.is_valid()
    assert form.cleaned_data == {"body_nl": CLEAN, "body_en": CLEAN}
    form.save()
    assert stored(page) == (CLEAN, CLEAN)


def test_a_form_takes_markup_without_words_for_empty():
    given = {"body_nl": "<p><script>1</script></p>"}
    form = modelform_factory(Page, fields=["body_nl"])(given, instance=PageFactory())
    form.fields["body_nl"].required = True
    assert list(form.errors) == ["body_nl"]


def test_forms_have_the_editor_and_all_that_it_needs():
    form = modelform_factory(Page, fields=["body_nl"])()
    assert isinstance(form.fields["body_nl"].widget, RichTextWidget)
    html = str(form["body_nl"])
    assert html.count('data-pictures="/admin/richtext/pictures/"') == 1
    assert html.count("<template data-richtext-parts>") == 1
    assert '<script src="/static/js/richtext/editor.js" type="module"></script>' in str(form.media)


def test_the_toolbar_speaks_the_language_of_the_interface():
    field = modelform_factory(Page, fields=["body_nl"])()["body_nl"]
    spoken = {}
    for language in ["nl", "en"]:
        with override(language):
            spoken[language] = str(field).count(f'aria-label="{gettext("Numbered list")}"')
    assert spoken == {"nl": 1, "en": 1}


def test_what_is_missing_stays_missing():
    assert stored(PageFactory(body_nl=None, body_en="")) == (None, "")
