"""The texts of an object that readers see."""

from typing import Any

from django.db.models import Model, Q
from modeltranslation.translator import NotRegistered, translator

from content.texts.languages import CODES, value_in

# What one field says in each language.
Texts = dict[str, str]


def told_fields(model: type[Model]) -> list[str]:
    """Return the translated fields of `model` that readers see; an address is made from the rest."""
    try:
        fields = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return []
    return [name for name in fields if name != "slug"]


def may_be_translated(model: type[Model]) -> Q:
    """Return the condition that the texts of an object of `model` can still be changed: none, unless the model has one."""
    return getattr(model, "may_be_translated", Q())


def texts_of(model: type[Model], source: Any) -> dict[str, Texts]:
    """Return field → language code → words, of an object of `model` or of its columns by name."""
    return {field: {code: str(value_in(source, field, code) or "") for code in CODES} for field in told_fields(model)}
