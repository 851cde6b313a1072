"""A partial that is kept never shows anything but what it was given."""

from django.template import Context, Template
from django.utils.translation import override

CARD = Template('{% load partials %}{% part "partials/project_card.html" project=project level=3 %}')


def card(language, **words):
    row = {
        "id": 1,
        "acronym": "RELOS3",
        "name_nl": "Regio’s",
        "name_en": "Regions",
        "slug_nl": "relos3",
        "slug_en": "relos3",
    }
    with override(language):
        return CARD.render(Context({"project": {**row, "logo__digest": "", **words}}))


def test_changed_words_show_at_once():
    assert "Regions" in card("en")
    assert "Regions" not in card("en", name_en="Places")
    assert "Places" in card("en", name_en="Places")


def test_each_language_has_its_own():
    assert "/en/projects/relos3/" in card("en")
    assert "/nl/projecten/relos3/" in card("nl")
