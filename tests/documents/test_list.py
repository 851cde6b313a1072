"""The list of all documents."""

import pytest

from tests.factories import DocumentFactory

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


@pytest.mark.parametrize("documents", [3, 30])
def test_the_number_of_queries_stays(visitor, django_assert_num_queries, documents):
    DocumentFactory.create_batch(documents, live=True)
    visitor.get("/en/documents/")
    with django_assert_num_queries(2):
        visitor.get("/en/documents/")
