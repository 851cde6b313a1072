"""The list of all documents."""

import pytest

from content.workflow import publishing
from tests.factories import DocumentFactory
from tests.page import read

pytestmark = pytest.mark.django_db


def test_a_document_says_what_one_gets(visitor):
    slides = DocumentFactory(live=True, title_en="Slides", language="nl", size=2_500_000, pages=12)
    DocumentFactory(title_en="A draft")
    html = " ".join(visitor.get("/en/documents/").content.decode().split())
    assert f'<a class="document-title" href="/documents/{slides.pk}/" hreflang="nl">Slides</a>' in html
    assert "PDF · Dutch · 2.4 MB · 12 pages" in html
    assert "A draft" not in html


def test_an_empty_list_says_so(visitor):
    assert "No document has been published yet." in visitor.get("/en/documents/").content.decode()


def test_documents_stand_in_the_editors_order_and_only_published_ones(visitor):
    for title, position in [("Third", 2), ("First", 1), ("Fourth", 3)]:
        DocumentFactory(live=True, title_en=title, position=position)
    DocumentFactory(live=True, title_en="Between", position=2)
    DocumentFactory()
    publishing.withdraw(DocumentFactory(live=True))
    publishing.throw_away(DocumentFactory(live=True))
    page = read(visitor, "/en/documents/")
    assert page.texts("a.document-title") == ["First", "Third", "Between", "Fourth"]
    assert page.links("main a.button") == [("Download all documents (zip)", "/en/documents/all.zip")]
    assert page.all(".note") == []


def test_a_description_stands_below_the_title_when_there_is_one(visitor):
    DocumentFactory(live=True, description_en="All of it.", position=1)
    DocumentFactory(live=True, position=2)
    documents = read(visitor, "/en/documents/").all(".document")
    assert [len(each.all("p")) for each in documents] == [2, 1]
    assert documents[0].texts("p.small") == ["All of it."]


@pytest.mark.parametrize(("pages", "words"), [(None, ""), (1, " · 1 page"), (2, " · 2 pages")])
def test_pages_are_told_where_they_were_counted(visitor, pages, words):
    DocumentFactory(live=True, pages=pages, size=2048)
    facts = read(visitor, "/en/documents/").one(".document-facts").text
    assert facts == f"PDF · English · 2.0 KB{words}"


def test_a_title_in_the_other_language_is_marked(visitor):
    DocumentFactory(live=True, title_nl="Verslag", title_en="")
    link = read(visitor, "/en/documents/").one("a.document-title")
    assert (link.text, link.get("lang"), link["hreflang"]) == ("Verslag", "nl", "en")


@pytest.mark.parametrize("documents", [3, 30])
def test_the_number_of_queries_stays(visitor, django_assert_num_queries, documents):
    DocumentFactory.create_batch(documents, live=True)
    visitor.get("/en/documents/")
    with django_assert_num_queries(2):
        visitor.get("/en/documents/")
