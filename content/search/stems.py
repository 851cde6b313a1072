"""From words to what is compared: without case, accents and endings, the same for what is searched and what is asked."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

STEMMERS = {"nl": "dutch", "en": "english"}

# A compound is taken apart where both sides have this many letters: shorter ones say too little.
SHORTEST_PART = 4
LONGEST_WORD = 40

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"['’]s?(?!\w)")
# Letters that Unicode doesn't take apart into a letter and an accent, but that people type without.
_PLAIN_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def fold_accents(words: str) -> str:
    """Return `words` in small letters without accents: Alkærsig becomes alkaersig."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_PLAIN_LETTERS)


def split_tokens(words: str) -> list[str]:
    """Return the folded words of a text in order; «foto's» counts as «foto»."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(_ENDING.sub("", fold_accents(words)))]


@lru_cache(maxsize=50_000)
def stem_token(token: str, language: str) -> str:
    """Return the stem of a folded word; a language that we have no stemmer for keeps its words whole."""
    name = STEMMERS.get(language)
    # A stemmer holds its word while it works, so threads can't share one; making one costs less than a lock.
    return snowballstemmer.stemmer(name).stemWord(token) if name else token


def stem_words(words: str, language: str) -> list[str]:
    """Return the stems of all words of a text, in order."""
    return [stem_token(token, language) for token in split_tokens(words)]


def compound_tails(stem_list: list[str]) -> list[str]:
    """Return the tails of long stems, each once: «cafe» is one of «investeerderscafe», where Dutch writes one word."""
    return sorted(
        {word[start:] for word in set(stem_list) for start in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)}
    )
