"""What a visitor asks: the words, each with the beginning that it may be of a longer one."""

from functools import lru_cache
from typing import NamedTuple

from content.search.stems import SHORTEST_PART, fold_accents, split_tokens, stem_token

LONGEST_QUESTION = 200
MOST_WORDS = 12
SHORTEST_BEGINNING = 2


class QueryWord(NamedTuple):
    """A stem to find, and the beginning of words to find as well (empty: none). Both hold letters and digits only."""

    stem: str
    beginning: str = ""


def clean_question(text: str) -> str:
    """Return the question as we take it: no longer than LONGEST_QUESTION, without control characters."""
    return "".join(letter for letter in text[:LONGEST_QUESTION] if letter.isprintable()).strip()


def query_words(question: str, language: str) -> list[QueryWord]:
    """Return the words of a question in `language`; the last may be half typed, so it is a beginning too."""
    typed = list(dict.fromkeys(split_tokens(question)))[:MOST_WORDS]
    return [
        QueryWord(stem_token(token, language), token if token == typed[-1] and len(token) >= SHORTEST_BEGINNING else "")
        for token in typed
    ]


def matches_query(word: str, words: list[QueryWord], language: str) -> bool:
    """Whether `word`, as it stands in a text, is what one of `words` asks for, also as a part of a compound."""
    own, whole = _forms(word, language)
    return any(
        wanted.stem in own
        or (wanted.beginning and whole.startswith(wanted.beginning))
        or (len(wanted.stem) >= SHORTEST_PART and wanted.stem in whole[SHORTEST_PART:])
        for wanted in words
    )


@lru_cache(maxsize=20_000)
def _forms(word: str, language: str) -> tuple[frozenset[str], str]:
    return frozenset(stem_token(token, language) for token in split_tokens(word)), fold_accents(word)
