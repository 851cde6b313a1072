"""What a visitor finds, whichever database the site stands on."""

import pytest

from content.search.indexing import reindex_all
from content.search.results import Results
from tests.factories import (
    AlbumFactory,
    CaseFactory,
    DocumentFactory,
    EventFactory,
    LessonFactory,
    PageFactory,
    PartnerProjectFactory,
    QuoteFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db


def found(question, language="en"):
    return [row["title"] for row in Results(question, language)[0:20]]


@pytest.fixture
def emmen_2018():
    return EventFactory(live=True, title_en="Smart Up!", title_nl="Smart Up!", venue_city="Emmen")


def test_each_kind_of_object_is_found_by_what_it_says(emmen_2018):
    SpeakerFactory(live=True, name="Miren Estensoro", organisation="Orkestra")
    CaseFactory(live=True, event=emmen_2018, title_en="The local factor", story_en="<p>Basque <em>valley</em>s</p>")
    LessonFactory(live=True, event=emmen_2018, title_en="Begin with strengths", text_en="<p>Look around</p>")
    PartnerProjectFactory(live=True, acronym="RELOS3", name_en="From regional to local")
    AlbumFactory(live=True, event=emmen_2018, title_en="The afternoon in pictures")
    DocumentFactory(live=True, title_en="Slides of the morning")
    PageFactory(live=True, title_en="About us", body_en="<h2>Who pays</h2>")
    reindex_all()
    assert found("emmen") == ["Smart Up!"]
    assert found("orkestra") == ["Miren Estensoro"]
    assert found("valley") == ["The local factor"]
    assert found("looking") == ["Begin with strengths"]
    assert found("relos3") == ["RELOS3: From regional to local"]
    assert found("afternoons") == ["The afternoon in pictures"]
    assert found("morning slides") == ["Slides of the morning"]
    assert found("pay") == ["About us"]


def test_a_speaker_is_found_by_what_is_quoted():
    emily = SpeakerFactory(live=True, name="Emily Wise")
    QuoteFactory(live=True, speaker=emily, words_en="Mirror mirror on the wall")
    QuoteFactory(speaker=emily, words_en="Not yet published: penguins")
    reindex_all()
    assert found("wall") == ["Emily Wise"]
    assert found("penguins") == []


def test_a_case_is_found_by_who_presented_it():
    CaseFactory(
        live=True, title_en="Innovation bottom-up", presenters=[SpeakerFactory(live=True, name="Mattias Flodström")]
    )
    reindex_all()
    assert sorted(found("flodstrom")) == ["Innovation bottom-up", "Mattias Flodström"]


def test_other_forms_of_a_word_are_found_in_their_own_language():
    PageFactory(live=True, title_nl="Lange avonden", title_en="Long evenings")
    reindex_all()
    assert found("avond", "nl") == ["Lange avonden"]
    assert found("evening", "en") == ["Long evenings"]
    assert found("avond", "en") == []


def test_text_without_translation_is_found_in_the_other_language_too():
    PageFactory(live=True, title_nl="Over ons", title_en="")
    reindex_all()
    (row,) = Results("over", "en")[0:20]
    assert (row["title"], row["title_language"], row["path"]) == ("Over ons", "nl", "/en/over-ons/")


def test_the_last_word_may_be_half_typed():
    PageFactory(live=True, title_en="Innovation strategy")
    reindex_all()
    assert found("innovation strat") == ["Innovation strategy"]
    assert found("inno strategy") == ["Innovation strategy"]  # not all words match; one of them does


def test_a_compound_is_found_by_what_it_ends_in():
    PageFactory(live=True, title_nl="Investeerderscafé")
    reindex_all()
    assert found("café", "nl") == ["Investeerderscafé"]


def test_all_words_go_before_any_word():
    PageFactory(live=True, title_en="Regional strengths")
    PageFactory(live=True, title_en="Regional choices")
    reindex_all()
    assert found("regional choices") == ["Regional choices"]
    both = Results("regional penguins", "en")
    assert (len(both), both.all_words) == (2, False)


def test_a_word_in_the_title_weighs_more_than_one_in_the_text():
    PageFactory(live=True, title_en="Something else", body_en="<p>cluster and cluster</p>")
    PageFactory(live=True, title_en="Cluster", body_en="<p>Other words</p>")
    reindex_all()
    assert found("cluster") == ["Cluster", "Something else"]


def test_drafts_are_not_found_nor_what_belongs_to_a_draft():
    PageFactory(title_en="Secret")
    CaseFactory(title_en="Secret case", state="published", published_at="2018-09-19T00:00Z")
    reindex_all()
    assert found("secret") == []


@pytest.mark.parametrize(
    "question",
    [
        '"',
        "'",
        '" OR "',
        "a AND",
        "NEAR(",
        "*",
        "-",
        "^a",
        "title:x",
        "{a} :",
        "\\",
        "%",
        "' & !",
        ":*",
        "(|",
        "<->",
        "\0",
        "😀",
        "\ud800",
    ],
)
def test_no_sign_is_an_operator(question):
    PageFactory(live=True, title_en="Cluster")
    reindex_all()
    assert found(question) in ([], ["Cluster"])
    assert found(f"cluster {question}") == ["Cluster"]


def test_an_enormous_text_is_taken_in():
    PageFactory(
        live=True, title_en="Enormous", body_en=f"<p>{' '.join(f'word{n}withatail' for n in range(20_000))}</p>"
    )
    reindex_all()
    assert found("word7withatail") == ["Enormous"]
