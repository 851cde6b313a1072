"""Full text in PostgreSQL: a column that the database keeps up to date itself, with an index on its words.

https://www.postgresql.org/docs/current/textsearch-controls.html; «simple», because the words come stemmed.
"""

from django.db import connection

from content.search.query import QueryWord

# D, C, B, A: a part of a compound is a guess, a word of the title weighs ten times one of the text.
_WEIGHTS = "'{0.02, 0.1, 0.4, 1.0}'"

_MATCHING = "FROM search_searchdocument WHERE words @@ to_tsquery('simple', %s) AND language = %s"


def create(execute):
    """Make the column and its index; Django's model doesn't know the column, so no query carries it along."""
    execute(
        "ALTER TABLE search_searchdocument ADD COLUMN words tsvector GENERATED ALWAYS AS ("
        " setweight(to_tsvector('simple', title_stems), 'A')"
        " || setweight(to_tsvector('simple', body_stems), 'C')"
        " || setweight(to_tsvector('simple', part_stems), 'D')"
        ") STORED"
    )
    execute("CREATE INDEX search_searchdocument_words ON search_searchdocument USING gin (words)")


def drop(execute):
    """Undo `create`; the index goes with its column."""
    execute("ALTER TABLE search_searchdocument DROP COLUMN words")


def index(keys):
    """Nothing to do: the database keeps the column."""


def remove(keys):
    """Nothing to do: the words go with their row."""


def all_of(words: list[QueryWord]) -> str:
    """The expression for all of `words`."""
    return " & ".join(map(_term, words))


def any_of(words: list[QueryWord]) -> str:
    """The expression for any of `words`."""
    return " | ".join(map(_term, words))


def count(expression: str, language: str) -> int:
    """How many documents match."""
    return _rows(f"SELECT count(*) {_MATCHING}", [expression, language])[0][0]


def find(expression: str, language: str, limit: int, offset: int) -> list[int]:
    """The keys of those that match, the best first; long texts don't win by their length."""
    rank = f"ts_rank({_WEIGHTS}, words, to_tsquery('simple', %s), 1)"
    sql = f"SELECT id {_MATCHING} ORDER BY {rank} DESC, id LIMIT %s OFFSET %s"
    return [key for (key,) in _rows(sql, [expression, language, expression, limit, offset])]


def _term(word: QueryWord) -> str:
    return f"('{word.stem}' | '{word.beginning}':*)" if word.beginning else f"'{word.stem}'"


def _rows(sql: str, parameters: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
