"""What is to be translated: counted with one question a kind, and shown a page at a time."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q

from content.desk.gaps import MissingTranslation, gaps_in
from content.desk.kinds import DRAFTS, LIVE, TranslatableModel
from content.desk.presence import MISSING, OUTDATED, lacking_itself, outdated_itself
from content.languages import ledger
from content.languages.following import measure_staleness
from content.languages.told import texts_of
from content.workflow.models import Draft

WAITING = "waiting"


class UntranslatedObject(NamedTuple):
    """One object with what it lacks in one language; owner_key: that of the object in whose form it is edited."""

    kind: TranslatableModel
    language: str
    key: Any
    owner_key: Any
    title: str
    gaps: list[MissingTranslation]


class TranslationTally(NamedTuple):
    """How many objects of a kind lack something in a language: in all, and by what they lack; some lack both."""

    kind: TranslatableModel
    language: str
    place: str
    number: int
    missing: int
    outdated: int


def tallies_of(kinds: Sequence[TranslatableModel], languages: Sequence[str]) -> list[TranslationTally]:
    """Count what is live, and what is a draft in its own row, by language and kind; one query a kind."""
    counted = {kind: _counted(kind, languages) for kind in kinds}
    return [
        TranslationTally(
            kind, language, place, *(counted[kind][_name(place, language, what)] for what in ("any", MISSING, OUTDATED))
        )
        for place in (LIVE, DRAFTS)
        for language in languages
        for kind in kinds
    ]


def _counted(kind: TranslatableModel, languages: Sequence[str]) -> dict[str, int]:
    return kind.model._base_manager.aggregate(
        **{
            _name(place, language, what): Count("pk", filter=condition & kind.where(place))
            for place in (LIVE, DRAFTS)
            for language in languages
            for what, condition in _conditions(kind.model, language).items()
        }
    )


def _name(place: str, language: str, what: str) -> str:
    return f"{place}_{language}_{what}"


def _conditions(model: type[Model], language: str) -> dict[str, Q]:
    conditions = {MISSING: lacking_itself(model, language), OUTDATED: outdated_itself(model, language)}
    return {**conditions, "any": conditions[MISSING] | conditions[OUTDATED]}


class UntranslatedSegments:
    """The objects that `tallies` count, one after another, of which a page asks only for its own.

    Takes as many queries as there are tallies on the page, and one for each of their ledgers.
    """

    def __init__(self, tallies: Sequence[TranslationTally]):
        self.tallies = [tally for tally in tallies if tally.number]

    def __len__(self):
        return sum(tally.number for tally in self.tallies)

    def __getitem__(self, part: slice) -> list[UntranslatedObject]:
        start, found = 0, []
        for tally in self.tallies:
            first, last = max(part.start - start, 0), min(part.stop - start, tally.number)
            start += tally.number
            if first < last:
                found += _untranslated(tally, first, last)
        return found


def _untranslated(tally: TranslationTally, first: int, last: int) -> list[UntranslatedObject]:
    kind, language = tally.kind, tally.language
    condition = _conditions(kind.model, language)["any"] & kind.where(tally.place)
    items = list(kind.objects().filter(condition)[first:last])
    remembered = ledger.contents_of(items)
    return [
        UntranslatedObject(
            kind,
            language,
            item.pk,
            kind.owner_key(item),
            str(item),
            gaps_in(kind.model, texts_of(kind.model, item), remembered[item.pk], language),
        )
        for item in items
    ]


def waiting_of(kinds: Sequence[TranslatableModel], languages: Sequence[str]) -> list[UntranslatedObject]:
    """Return what lacks in the changes that wait beside something live; one query."""
    own = {kind.model: kind for kind in kinds if not kind.owner}
    types = ContentType.objects.get_for_models(*own) if own else {}
    models = {kind.pk: model for model, kind in types.items()}
    drafts = list(Draft.objects.filter(content_type__in=models).defer("before").order_by("title"))
    found = [
        _in_draft(kind, language, draft)
        for language in languages
        for kind in kinds
        for draft in drafts
        if models[draft.content_type_id] is kind.admin.model
    ]
    return [each for rows in found for each in rows]


def _in_draft(kind: TranslatableModel, language: str, draft: Draft) -> list[UntranslatedObject]:
    contents = (
        [(row["id"], row) for row in draft.after["parts"].get(kind.relation, ())]
        if kind.owner
        else [(draft.object_id, draft.after)]
    )
    rows = ((key, _gaps_of(kind, content, language)) for key, content in contents)
    return [UntranslatedObject(kind, language, key, draft.object_id, draft.title, gaps) for key, gaps in rows if gaps]


def _gaps_of(kind: TranslatableModel, content: dict[str, Any], language: str) -> list[MissingTranslation]:
    texts = texts_of(kind.model, content["fields"])
    return gaps_in(kind.model, texts, measure_staleness(content.get("ledger", {}), texts), language)
