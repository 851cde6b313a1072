"""What finds: a part of the database that we use anyway, chosen by its kind.

All find the same, because the words are stemmed before they come here; the order may differ a little.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import connection

from content.search.query import QueryWord


class Engine:
    """Finds documents by stems. Documents are named by the key of their SearchDocument."""

    # What the engine keeps in the database, and how that is taken away again.
    creation: ClassVar[list[str]]
    removal: ClassVar[str]
    # The conditions that take an expression and a language, the key of what they select, the best first.
    matching: ClassVar[str]
    key: ClassVar[str]
    rank: ClassVar[str]
    # An expression, put together of QueryWords.
    whole_word: ClassVar[str]
    beginning: ClassVar[str]
    all_words: ClassVar[str]
    any_word: ClassVar[str]

    def create(self, execute: Callable[[str], Any]) -> None:
        """Make what the engine keeps in the database, by calling `execute(sql)`."""
        for sql in self.creation:
            execute(sql)

    def drop(self, execute: Callable[[str], Any]) -> None:
        """Undo `create`."""
        execute(self.removal)

    def index(self, keys: list[int]) -> None:
        """Take in these documents, new or altered, as they stand in the table."""

    def remove(self, keys: list[int]) -> None:
        """Forget these documents."""

    def all_of(self, words: list[QueryWord]) -> str:
        """Return the engine's expression for documents with all of `words`, which are at least one."""
        return self.all_words.join(map(self._term, words))

    def any_of(self, words: list[QueryWord]) -> str:
        """Return the expression for documents with any of `words`, which are at least one."""
        return self.any_word.join(map(self._term, words))

    def count(self, expression: str, language: str) -> int:
        """Return how many documents in `language` match."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) {self.matching}", [expression, language])
            return cursor.fetchone()[0]

    def find(self, expression: str, language: str, limit: int, offset: int) -> list[int]:
        """Return the keys of documents in `language` that match, the best first."""
        sql = f"SELECT {self.key} {self.matching} ORDER BY {self.rank}, {self.key} LIMIT %s OFFSET %s"
        ranked_by = [expression] * self.rank.count("%s")
        with connection.cursor() as cursor:
            cursor.execute(sql, [expression, language, *ranked_by, limit, offset])
            return [key for (key,) in cursor.fetchall()]

    def _term(self, word: QueryWord) -> str:
        return (self.beginning if word.beginning else self.whole_word).format(word)


class SQLiteEngine(Engine):
    """Full text in SQLite: an FTS5 table beside the documents, under the same keys.

    https://www.sqlite.org/fts5.html; each term is quoted, so nothing that a visitor types is an operator.
    """

    # The words come stemmed and folded, so the tokenizer must only part them.
    creation = [
        (
            "CREATE VIRTUAL TABLE search_words USING fts5"
            "(title, body, parts, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
        )
    ]
    removal = "DROP TABLE search_words"
    # Joined with the documents: rows that lost theirs, as a flush of the tables leaves them, are never found.
    matching = """
    FROM search_words JOIN search_searchdocument AS document ON document.id = search_words.rowid
    WHERE search_words MATCH %s AND document.language = %s
"""
    key = "document.id"
    # A word of the title weighs ten times one of the text; a part of a compound is a guess.
    rank = "bm25(search_words, 10.0, 1.0, 0.2)"
    whole_word, beginning, all_words, any_word = '"{0.stem}"', '("{0.stem}" OR "{0.beginning}"*)', " AND ", " OR "

    def index(self, keys: list[int]) -> None:
        """Take in these documents, new or altered."""
        self.remove(keys)
        columns = "SELECT id, title_stems, body_stems, part_stems FROM search_searchdocument WHERE id = %s"
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_words (rowid, title, body, parts) {columns}", [[key] for key in keys]
            )

    def remove(self, keys: list[int]) -> None:
        """Forget these documents."""
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [[key] for key in keys])


class PostgreSQLEngine(Engine):
    """Full text in PostgreSQL: a column that the database keeps up to date itself, with an index on its words.

    https://www.postgresql.org/docs/current/textsearch-controls.html; «simple», because the words come stemmed. The
    model doesn't know the column, so no query carries it along.
    """

    creation = [
        (
            "ALTER TABLE search_searchdocument ADD COLUMN words tsvector GENERATED ALWAYS AS ("
            " setweight(to_tsvector('simple', title_stems), 'A')"
            " || setweight(to_tsvector('simple', body_stems), 'C')"
            " || setweight(to_tsvector('simple', part_stems), 'D')"
            ") STORED"
        ),
        "CREATE INDEX search_searchdocument_words ON search_searchdocument USING gin (words)",
    ]
    removal = "ALTER TABLE search_searchdocument DROP COLUMN words"  # the index goes with it
    matching = "FROM search_searchdocument WHERE words @@ to_tsquery('simple', %s) AND language = %s"
    key = "id"
    # D, C, B, A: a part of a compound is a guess, a word of the title weighs ten times one of the text. Long texts
    # don't win by their length.
    rank = "ts_rank('{0.02, 0.1, 0.4, 1.0}', words, to_tsquery('simple', %s), 1) DESC"
    whole_word, beginning, all_words, any_word = "'{0.stem}'", "('{0.stem}' | '{0.beginning}':*)", " & ", " | "


_ENGINES: dict[str, Engine] = {"sqlite": SQLiteEngine(), "postgresql": PostgreSQLEngine()}


def engine() -> Engine:
    """Return the engine of our database. Raises KeyError for one that we don't support."""
    return engine_of(connection.vendor)


def engine_of(vendor: str) -> Engine:
    """Return the engine for databases of this `vendor`, as Django calls it."""
    return _ENGINES[vendor]
