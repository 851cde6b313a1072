"""Names of files that every system accepts and everybody can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.documents.names import address_name, readable_name, unique_names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Slides: the local factor", "Slides - the local factor (EN).pdf"),
        ('<a>|"b"?*\\c/d', "a b c d (EN).pdf"),
        ("Ends with dots...", "Ends with dots (EN).pdf"),
        ("  .hidden", "hidden (EN).pdf"),
        ("two\nlines\tand a tab", "two lines and a tab (EN).pdf"),
        ("CON", "CON_ (EN).pdf"),
        ("nul.report", "nul_.report (EN).pdf"),
        ("Console", "Console (EN).pdf"),
        ("cafe\u0301", "café (EN).pdf"),
        ("fdp.\u202eexe", "fdp.exe (EN).pdf"),
        ("a\0b", "ab (EN).pdf"),
        ("", "document (EN).pdf"),
        ("???", "document (EN).pdf"),
    ],
)
def test_a_title_becomes_a_name(title, name):
    assert readable_name(title, "en", "pdf") == name


def test_a_long_title_is_cut_between_letters():
    name = readable_name("é" * 300, "nl", "pdf")
    assert name == "é" * 75 + " (NL).pdf"


def test_names_that_differ_in_case_only_get_a_number():
    assert unique_names(["a.pdf", "A.pdf", "a.pdf", "a (2).pdf"]) == [
        "a.pdf",
        "A (2).pdf",
        "a (3).pdf",
        "a (2) (2).pdf",
    ]


def test_the_address_speaks_the_language_of_the_file():
    row = {"title_nl": "Dia's: de plaats", "title_en": "Slides: the place"}
    assert address_name(row, "en", "documents/1.PDF") == "slides-the-place.pdf"
    assert address_name(row, "nl", "documents/1.PDF") == "dias-de-plaats.pdf"
    assert address_name({"title_nl": "", "title_en": "???"}, "nl", "documents/1.odt") == "document.odt"


@pytest.mark.property
@given(st.text(max_size=300))
def test_no_title_breaks_a_name(title):
    name = readable_name(title, "nl", "pdf")
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(ord(letter) < 32 for letter in name)
    assert name.partition(" ")[0].partition(".")[0].upper() not in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT1")
