"""The texts of an object that readers see."""

from collections.abc import Mapping
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
    return {field: {code: _words(source, field, code) for code in CODES} for field in told_fields(model)}


def _words(source: Any, field: str, code: str) -> str:
    if isinstance(source, Mapping) and f"{field}_{code}" not in source:
        return ""
    return str(value_in(source, field, code) or "")
