"""Which languages an object speaks: what one language says, the other should say as well, and still say."""

from django.db.models import Exists, Q, QuerySet

from content.languages.models import Translation, filled
from content.languages.text import CODES, value_in
from content.languages.told import told_fields

COMPLETE, PARTLY, MISSING, OUTDATED = "complete", "partly", "missing", "outdated"


def with_outdated(queryset: QuerySet) -> QuerySet:
    """Annotate what `presence` needs, so that a list asks it once for all rows."""
    return queryset.annotate(**{f"outdated_{code}": outdated(queryset.model, code) for code in CODES})


def presence(item) -> dict[str, list[str]]:
    """Return language code → complete, or what is wrong: missing or partly, outdated.

    Measured by what `item`, from a queryset `with_outdated`, says in any language.
    """
    told = {code: {field for field in told_fields(type(item)) if value_in(item, field, code)} for code in CODES}
    anywhere = set.union(*told.values())
    return {code: _shares(told[code], anywhere, getattr(item, f"outdated_{code}", False)) for code in CODES}


def _shares(told: set[str], anywhere: set[str], is_outdated: bool) -> list[str]:
    share = MISSING if not told else COMPLETE if told == anywhere else PARTLY
    if not is_outdated:
        return [share]
    return [OUTDATED] if share == COMPLETE else [share, OUTDATED]


def lacking(model, language: str) -> Q:
    """Return the condition that an object says something in another language that it doesn't say in `language`."""
    condition = Q(pk__in=[])
    for field in told_fields(model):
        for other in CODES:
            condition |= filled(f"{field}_{other}") & ~filled(f"{field}_{language}")
    return condition


def outdated(model, language: str) -> Exists:
    """Return the condition that an object says something in `language` whose source has changed since."""
    return Translation.objects.outdated_in(model, language)
