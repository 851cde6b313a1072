"""What search must know of one kind of object; each app says it of its own in a file called search.py."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Model

from content.search.models import SearchDocument
from content.search.stems import compound_tails, stem_words
from content.texts.languages import LocalizedText, text_of

# More than any page has. PostgreSQL takes up to a megabyte of words for one document.
MOST_WORDS = 10_000


class Searchable:
    """One kind of object. `model` has a queryset with `live()`; `title` and `summary` name translated fields.

    depends_on: model → the field of ours that leads to it, for all whose changes alter what our objects say or whether
    they are live: an event that goes offline takes its cases along.
    """

    model: ClassVar[type[Any]]
    title: ClassVar[str] = "title"
    summary: ClassVar[str] = ""
    depends_on: ClassVar[dict[type[Model], str]] = {}

    @property
    def kind(self) -> str:
        """The name of this kind in the index, such as events.case."""
        return self.model._meta.label_lower

    @property
    def label(self) -> str:
        """The name of this kind for visitors, in the active language."""
        return self.model._meta.verbose_name

    def live(self):
        """The objects that visitors may find; override to fetch along what `title_of` and `body_of` need."""
        return self.model.objects.live()

    def path_of(self, item: Any, language: str) -> str:
        """Return the address of `item` in `language`."""
        return item.addresses()[language]

    def title_of(self, item: Any, language: str) -> LocalizedText:
        """Return what `item` is called for a reader of `language`."""
        return text_of(item, self.title, language)

    def summary_of(self, item: Any, language: str) -> LocalizedText:
        """Return what stands under the title in a list of results."""
        return text_of(item, self.summary, language) if self.summary else LocalizedText("", language)

    def body_of(self, item: Any, language: str) -> Iterable[LocalizedText]:
        """Return all else that `item` can be found by, as plain words."""
        return []

    def document(self, item: Any, language: str) -> SearchDocument:
        """Return the unsaved document of `item` in `language`."""
        title, summary = self.title_of(item, language), self.summary_of(item, language)
        body = [text for text in self.body_of(item, language) if text.words]
        body_stems = stem_words(" ".join([summary.words, *(text.words for text in body)]), language)[:MOST_WORDS]
        title_stems = stem_words(title.words, language)
        return SearchDocument(
            object_id=item.pk,
            kind=self.kind,
            language=language,
            path=self.path_of(item, language),
            title=title.words[:300],
            title_language=title.language,
            summary=summary.words,
            summary_language=summary.language,
            body=" ".join(text.words for text in body),
            body_language=body[0].language if body else language,
            title_stems=" ".join(title_stems),
            body_stems=" ".join(body_stems),
            part_stems=" ".join(compound_tails([*title_stems, *body_stems])[:MOST_WORDS]),
        )
