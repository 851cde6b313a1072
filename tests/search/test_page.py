"""The page with the search form and what it found."""

import re

import pytest
from django.core.cache import cache

from content.search.indexing import reindex_all
from tests.factories import CaseFactory, PageFactory

pytestmark = pytest.mark.django_db


def page_of(visitor, question, language="en", **parameters):
    path = {"en": "/en/search/", "nl": "/nl/zoeken/"}[language]
    return visitor.get(path, {"q": question, **parameters})


def test_words_are_marked_in_title_and_summary(visitor):
    PageFactory(live=True, title_en="Strong <regions>", lead_en="What a region can do & more.")
    reindex_all()
    html = page_of(visitor, "region").content.decode()
    assert "Strong &lt;<mark>regions</mark>&gt;" in html
    assert "What a <mark>region</mark> can do &amp; more." in html
    assert "1 result for “region”" in html


def test_the_passage_is_shown_when_the_summary_does_not_say_it(visitor):
    story = f"<p>{'Before it. ' * 40}Here stands a penguin.{' After it.' * 40}</p>"
    CaseFactory(live=True, title_en="Birds", summary_en="On animals.", story_en=story)
    reindex_all()
    excerpt = re.search(r'result-excerpt">(.*?)</p>', page_of(visitor, "penguins").content.decode())[1]
    assert "Here stands a <mark>penguin</mark>" in excerpt
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert len(excerpt) < 300


def test_what_fell_back_says_which_language_it_is_in(visitor):
    PageFactory(live=True, title_nl="Over ons", title_en="", lead_nl="Wie wij zijn", lead_en="")
    reindex_all()
    html = page_of(visitor, "over").content.decode()
    assert '<a href="/en/over-ons/" lang="nl"><mark>Over</mark> ons</a>' in html
    assert '<p class="result-excerpt" lang="nl">Wie wij zijn</p>' in html


def test_nothing_found_leads_to_the_lists(visitor):
    response = page_of(visitor, "penguin")
    html = response.content.decode()
    assert "Nothing found for “penguin”" in html
    assert '<a href="/en/speakers/">' in html


def test_results_come_twenty_to_a_page(visitor):
    PageFactory.create_batch(21, live=True)
    reindex_all()
    first, second, beyond = (page_of(visitor, "page", page=number) for number in (1, 2, 99_999))
    assert [len(page.context["results"]) for page in (first, second, beyond)] == [20, 1, 1]
    assert "?q=page&amp;page=2" in first.content.decode()
    assert '<ol class="result-list" start="21">' in second.content.decode()


def test_the_page_is_not_indexed_and_sets_no_cookie(visitor):
    response = page_of(visitor, "page")
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize(
    "question", ["", " ", "\0", "'\"`;--", "😀", "x" * 10_000, "a " * 5_000, "<script>", "\u202e", "NEAR(a b)"]
)
def test_every_question_gets_an_answer(visitor, question):
    assert page_of(visitor, question).status_code == 200


@pytest.mark.parametrize("page", ["", "-1", "0", "1.5", "9" * 5_000, "٣", "\0"])
def test_every_page_number_gets_an_answer(visitor, page):
    assert page_of(visitor, "page", page=page).status_code == 200


def test_bytes_that_are_no_text_get_an_answer(visitor):
    assert visitor.get("/en/search/?q=%ff%fe%ed%a0%80&page=%ff").status_code == 200


def test_a_question_is_cut_at_200_characters(visitor):
    assert page_of(visitor, "x" * 10_000).context["question"] == "x" * 200


@pytest.mark.parametrize("pages", [3, 30])
def test_the_number_of_queries_stays(visitor, django_assert_num_queries, pages):
    PageFactory.create_batch(pages, live=True)
    reindex_all()
    page_of(visitor, "page")
    cache.clear()
    with django_assert_num_queries(4):
        page_of(visitor, "page")
