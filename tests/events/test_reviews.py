"""Somebody who is asked “Is this right?” sees what the site will show of him or her, and nothing is left out."""

import pytest
from django.urls import reverse

from tests.factories import (
    CaseFactory,
    PartnerProjectFactory,
    PictureFactory,
    QuoteFactory,
    ReviewFactory,
    SpeakerFactory,
)
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def address_of(item) -> str:
    """Ask about `item`, and return the address that the answer is awaited at."""
    return reverse("reviews:review", args=[ReviewFactory(target=item).secret])


@pytest.fixture
def shown(visitor):
    """Return what is shown of an object in English to who is asked about it."""

    def shown_of(item):
        page = read(visitor, address_of(item))
        return page.one(".review-shown[lang=en]")

    return shown_of


def picture():
    return PictureFactory(digest="a" * 64, alt_en="A picture")


def test_a_quote_with_its_speaker(shown):
    anna = SpeakerFactory(name="Anna Berg", role_en="Researcher")
    piece = shown(QuoteFactory(words_en="Dare", speaker=anna, original_language="nl"))
    assert (piece.one("blockquote").text, piece.one("figcaption").text) == (
        "Dare",
        "AB Anna Berg Researcher translated from Dutch",
    )


def test_a_quote_whose_speaker_is_not_known_yet(shown):
    piece = shown(QuoteFactory(words_nl="Durf", words_en="", speaker=None))
    assert (piece.one("blockquote").text, piece.one("p").get("lang"), piece.all("figcaption")) == ("Durf", "nl", [])


def test_a_speaker_with_all_that_is_known(shown):
    piece = shown(
        SpeakerFactory(
            name="Anna", role_en="Researcher", organisation="MIT", biography_en="<p>Born.</p>", portrait=picture()
        )
    )
    assert (piece.texts("h3"), piece.texts("p")) == (["Anna"], ["Researcher", "MIT", "Born."])
    assert piece.one("img")["alt"] == "A picture"


def test_a_speaker_of_whom_a_name_is_known(shown):
    piece = shown(SpeakerFactory(name="Anna Berg"))
    assert (piece.texts("h3"), piece.texts("p"), piece.texts(".initials")) == (["Anna Berg"], [], ["AB"])


def test_a_case_with_all_that_is_known(shown):
    piece = shown(
        CaseFactory(
            title_en="Local", summary_en="It worked.", region_en="Basque", story_en="<p>We began.</p>", cover=picture()
        )
    )
    assert (piece.texts("h3"), piece.texts("p")) == (["Local"], ["Basque", "It worked.", "We began."])
    assert piece.one("img")["alt"] == "A picture"


def test_a_case_of_which_a_title_is_known(shown):
    piece = shown(CaseFactory(title_en="Local"))
    assert (piece.texts("h3"), piece.texts("p"), piece.all(".reading-picture")) == (["Local"], [], [])


def test_a_project_with_all_that_is_known(shown):
    piece = shown(
        PartnerProjectFactory(
            acronym="RELOS3", name_en="Regional", programme="Interreg", description_en="<p>It helps.</p>",
            website="https://example.org/", logo=picture(),
        )
    )  # fmt: skip
    assert piece.texts("h3") == ["RELOS3"]
    assert piece.texts("p") == ["Interreg", "Regional", "It helps.", "https://example.org/"]
    assert piece.links() == [("https://example.org/", "https://example.org/")]
    assert piece.one(".project-card-logo img")["alt"] == "A picture"


def test_a_project_of_which_an_acronym_is_known(shown):
    piece = shown(PartnerProjectFactory(acronym="RELOS3"))
    assert (piece.texts("h3"), piece.texts("p"), piece.all(".project-card-logo")) == (["RELOS3"], [], [])


# --- What may be corrected ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (QuoteFactory, ["words_nl", "words_en"]),
        (SpeakerFactory, ["name", "organisation", "role_nl", "role_en", "biography_nl", "biography_en"]),
        (CaseFactory, ["title_nl", "title_en", "summary_nl", "summary_en", "story_nl", "story_en"]),
        (PartnerProjectFactory, ["website", "name_nl", "name_en", "description_nl", "description_en"]),
    ],
)
def test_each_text_that_is_shown_may_be_corrected(visitor, make, fields):
    page = read(visitor, address_of(make()))
    boxes = [each["name"] for tag in ("input", "textarea") for each in page.all(f"details {tag}")]
    assert sorted(boxes) == sorted(["remark", *(f"text_{name}" for name in fields)])
