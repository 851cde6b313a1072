"""What one object lacks in one language: texts that are missing, and texts whose source has changed since."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from content.admin_ui.translation_status import MISSING, OUTDATED, lacking_itself, outdated_itself
from content.languages import translation_sources
from content.languages.staleness import Entries, measure_staleness, source_of
from content.languages.translatable_fields import Texts, texts_of
from content.texts.languages import CODES
from content.translations.translatable_models import DRAFTS, LIVE, TranslatableModel
from content.workflow.differences import plain_lines, word_difference
from content.workflow.models import Draft

WORDS_SHOWN = 40


class MissingTranslation(NamedTuple):
    """A text to be translated. `shown`: words of the source, or what changed in it, in the language `source`."""

    field: str
    label: str
    language: str
    state: str
    source: str
    shown: str | SafeString

    @property
    def column(self) -> str:
        """The name of the text in forms: title_en."""
        return f"{self.field}_{self.language}"


def gaps_in(model: type[Model], texts: dict[str, Texts], entries: Entries, language: str) -> list[MissingTranslation]:
    """Return what is missing or outdated in `language` of an object of `model` with `texts` and the ledger `entries`."""
    gaps = (_gap(field, words, entries, language) for field, words in texts.items())
    return [
        gap._replace(label=capfirst(str(model._meta.get_field(gap.field).verbose_name)))  # type: ignore[union-attr]
        for gap in gaps
        if gap
    ]


def _gap(field: str, words: Texts, entries: Entries, language: str) -> MissingTranslation | None:
    entry = entries.get(field)
    if entry and entry["outdated"] and entry["language"] == language:
        source = source_of(entry)
        difference = word_difference(plain_lines(entry["source"]), plain_lines(words[source]))
        return MissingTranslation(field, "", language, OUTDATED, source, difference)
    source = next((code for code in CODES if words[code]), "")
    if words[language] or not source:
        return None
    return MissingTranslation(
        field, "", language, MISSING, source, Truncator(plain_lines(words[source])).words(WORDS_SHOWN)
    )


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
    remembered = translation_sources.contents_of(items)
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
    found = []
    for key, content in contents:
        texts = texts_of(kind.model, content["fields"])
        gaps = gaps_in(kind.model, texts, measure_staleness(content.get("ledger", {}), texts), language)
        if gaps:
            found.append(UntranslatedObject(kind, language, key, draft.object_id, draft.title, gaps))
    return found
