"""What a question finds, page by page, for Django's Paginator."""

from functools import cached_property

from content.search.engines import engine
from content.search.models import SearchDocument
from content.search.query import query_words


class Results:
    """Documents in `language` that hold all words of `question`, else any of them; nothing is asked until needed."""

    def __init__(self, question: str, language: str):
        self.language = language
        self.words = query_words(question, language)
        self._engine = engine()

    def __len__(self) -> int:
        return self._found[1]

    def __getitem__(self, part: slice) -> list[dict]:
        """Return the rows of a page, the best first: two queries."""
        if not len(self):
            return []
        keys = self._engine.find(self._found[0], self.language, part.stop - part.start, part.start)
        rows = {row["id"]: row for row in SearchDocument.objects.filter(pk__in=keys).as_results()}
        return [rows[key] for key in keys if key in rows]

    @cached_property
    def all_words(self) -> bool:
        """Whether each document found holds all words."""
        return self._found[0] == self._engine.all_of(self.words) if self.words else True

    @cached_property
    def _found(self) -> tuple[str, int]:
        """The expression that found something, or the last one tried, and how many."""
        if not self.words:
            return "", 0
        expression = self._engine.all_of(self.words)
        total = self._engine.count(expression, self.language)
        if total or len(self.words) == 1:
            return expression, total
        expression = self._engine.any_of(self.words)
        return expression, self._engine.count(expression, self.language)
