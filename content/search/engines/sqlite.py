"""Full text in SQLite: an FTS5 table beside the documents, under the same keys.

https://www.sqlite.org/fts5.html; each term is quoted, so nothing that a visitor types is an operator.
"""

from django.db import connection

from content.search.query import QueryWord

# A word of the title weighs ten times one of the text; a part of a compound is a guess.
_RANK = "bm25(search_words, 10.0, 1.0, 0.2)"

# Joined with the documents: rows that lost theirs, as a flush of the tables leaves them, are never found.
_MATCHING = """
    FROM search_words JOIN search_searchdocument AS document ON document.id = search_words.rowid
    WHERE search_words MATCH %s AND document.language = %s
"""


def create(execute):
    """Make the table; the words come stemmed and folded, so its tokenizer must only part them."""
    execute(
        "CREATE VIRTUAL TABLE search_words USING fts5"
        "(title, body, parts, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
    )


def drop(execute):
    """Undo `create`."""
    execute("DROP TABLE search_words")


def index(keys):
    """Take in these documents, new or altered."""
    remove(keys)
    _for_each(
        keys,
        "INSERT INTO search_words (rowid, title, body, parts)"
        " SELECT id, title_stems, body_stems, part_stems FROM search_searchdocument WHERE id = %s",
    )


def remove(keys):
    """Forget these documents."""
    _for_each(keys, "DELETE FROM search_words WHERE rowid = %s")


def all_of(words: list[QueryWord]) -> str:
    """The expression for all of `words`."""
    return " AND ".join(map(_term, words))


def any_of(words: list[QueryWord]) -> str:
    """The expression for any of `words`."""
    return " OR ".join(map(_term, words))


def count(expression: str, language: str) -> int:
    """How many documents match."""
    return _rows(f"SELECT count(*) {_MATCHING}", [expression, language])[0][0]


def find(expression: str, language: str, limit: int, offset: int) -> list[int]:
    """The keys of those that match, the best first."""
    sql = f"SELECT document.id {_MATCHING} ORDER BY {_RANK}, document.id LIMIT %s OFFSET %s"
    return [key for (key,) in _rows(sql, [expression, language, limit, offset])]


def _term(word: QueryWord) -> str:
    return f'("{word.stem}" OR "{word.beginning}"*)' if word.beginning else f'"{word.stem}"'


def _for_each(keys, sql: str):
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[key] for key in keys])


def _rows(sql: str, parameters: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
