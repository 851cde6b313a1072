"""Which languages an object speaks: what one language says, the other should say as well, and still say."""

from collections.abc import Callable

from django.contrib.admin.views.main import ChangeList
from django.db.models import BooleanField, Exists, ExpressionWrapper, Model, OuterRef, Q, QuerySet

from content.languages.models import Translation, has_text
from content.languages.translatable_fields import may_be_translated, told_fields
from content.texts.languages import CODES, value_in

COMPLETE, PARTLY, MISSING, OUTDATED = "complete", "partly", "missing", "outdated"


def with_presence(queryset: QuerySet) -> QuerySet:
    """Annotate what `presence` needs, so that a list asks it once for all rows."""
    model = queryset.model
    stale = {
        f"outdated_{code}": ExpressionWrapper(has_outdated_translation(model, code), BooleanField()) for code in CODES
    }
    parts = {
        f"parts_lack_{code}": ExpressionWrapper(_any_part(model, code, lacking_itself), BooleanField())
        for code in CODES
    }
    return queryset.annotate(**stale, **(parts if _parts_of(model) else {}))


class PresenceList(ChangeList):
    """A list whose rows know their `presence`; to ask it for the one object of a form would be in vain."""

    def get_queryset(self, request, exclude_parameters=None):
        self.root_queryset = with_presence(self.root_queryset)
        return super().get_queryset(request, exclude_parameters)


def translation_status(item) -> dict[str, list[str]]:
    """Return language code → complete, or what is wrong: missing or partly, outdated.

    Measured by what `item`, from a queryset `with_presence`, and its parts say in any language.
    """
    told = {code: {field for field in told_fields(type(item)) if value_in(item, field, code)} for code in CODES}
    anywhere = set.union(*told.values())
    status = {}
    for code in CODES:
        is_complete = told[code] == anywhere and not getattr(item, f"parts_lack_{code}", False)
        share = MISSING if not told[code] else COMPLETE if is_complete else PARTLY
        if not getattr(item, f"outdated_{code}", False):
            status[code] = [share]
        else:
            status[code] = [OUTDATED] if share == COMPLETE else [share, OUTDATED]
    return status


def lacks_translation(model, language: str) -> Q:
    """Return the condition that an object or a part of it lacks in `language` what it says in another."""
    return lacking_itself(model, language) | _any_part(model, language, lacking_itself)


def has_outdated_translation(model, language: str) -> Q:
    """Return the condition that an object or a part of it says in `language` what has changed in the other since."""
    return outdated_itself(model, language) | _any_part(model, language, outdated_itself)


def lacking_itself(model, language: str) -> Q:
    """The same as `lacking` of the object's own texts alone."""
    condition = Q(pk__in=[])
    for field in told_fields(model):
        for other in CODES:
            condition |= has_text(f"{field}_{other}") & ~has_text(f"{field}_{language}")
    return condition & may_be_translated(model)


def outdated_itself(model, language: str) -> Q:
    """The same as `outdated` of the object's own texts alone."""
    return Q(Translation.objects.outdated_in(model, language)) & may_be_translated(model)


def _any_part(model, language: str, condition: Callable[[type[Model], str], Q]) -> Q:
    """Return that `condition` holds for some row that is edited along with an object of `model`."""
    found = Q(pk__in=[])
    for part, owner in _parts_of(model):
        found |= Q(Exists(part._base_manager.filter(condition(part, language), **{owner: OuterRef("pk")})))
    return found


def _parts_of(model) -> list[tuple[type[Model], str]]:
    """Return (model, foreign key) of the rows that are edited along with an object of `model`."""
    relations = [model._meta.get_field(name) for name in getattr(model, "parts", ())]
    return [(relation.related_model, relation.field.name) for relation in relations]
