"""Both sides of a search come down to the same words."""

import pytest

from content.search.stems import compound_tails, stem_words


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("avonden", "avond", "nl"),
        ("foto's", "foto", "nl"),
        ("Café", "cafe", "nl"),
        ("één", "een", "nl"),
        ("lessons", "LESSON", "en"),
        ("Northern’s", "northern", "en"),
        ("Alkærsig", "alkaersig", "en"),
        ("Flodström", "flodstrom", "en"),
        ("Łódź", "lodz", "nl"),
    ],
)
def test_forms_of_a_word_are_one_word(one, other, language):
    assert stem_words(one, language) == stem_words(other, language)


def test_signs_and_emoji_are_no_words():
    assert stem_words('"AND" * (NEAR) 😀 \0 a-b', "en") == ["and", "near", "a", "b"]


def test_a_language_without_a_stemmer_keeps_its_words():
    assert stem_words("Häuser", "xx") == ["hauser"]


def test_a_compound_has_the_words_that_it_ends_in():
    assert "cafe" in compound_tails(stem_words("Investeerderscafé", "nl"))
    assert compound_tails(["regio"]) == []


def test_a_word_without_end_is_cut():
    assert [len(word) for word in stem_words("ä" * 10_000, "nl")] == [40]
