"""Which languages an object speaks: what one language says, the other should say as well."""

from django.db.models import Q
from modeltranslation.translator import translator

from content.languages.models import filled
from content.languages.text import CODES, value_in

COMPLETE, PARTLY, MISSING = "complete", "partly", "missing"


def told_fields(model) -> list[str]:
    """Return the translated fields of `model` that readers see; an address is made from the rest."""
    return [name for name in translator.get_options_for_model(model).all_fields if name != "slug"]


def presence(item) -> dict[str, str]:
    """Return language code → complete, partly or missing, measured by what `item` says in any language."""
    told = {code: {field for field in told_fields(type(item)) if value_in(item, field, code)} for code in CODES}
    anywhere = set.union(*told.values())
    return {code: _share(told[code], anywhere) for code in CODES}


def _share(told: set[str], anywhere: set[str]) -> str:
    if not told:
        return MISSING
    return COMPLETE if told == anywhere else PARTLY


def lacking(model, language: str) -> Q:
    """Return the condition that an object says something in another language that it doesn't say in `language`."""
    condition = Q(pk__in=[])
    for field in told_fields(model):
        for other in CODES:
            condition |= filled(f"{field}_{other}") & ~filled(f"{field}_{language}")
    return condition
