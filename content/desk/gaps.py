"""What one object lacks in one language: texts that are missing, and texts whose source has changed since."""

from typing import NamedTuple

from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from content.desk.presence import MISSING, OUTDATED
from content.languages.following import Entries, source_of
from content.languages.text import CODES
from content.languages.told import Texts
from content.workflow.differences import plain_lines, word_difference

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
    return [gap._replace(label=_label(model, gap.field)) for gap in gaps if gap]


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


def _label(model: type[Model], field: str) -> str:
    return capfirst(str(model._meta.get_field(field).verbose_name))  # type: ignore[union-attr]
