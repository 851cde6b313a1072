"""How visitors and editors fetch one document."""

import pytest
from django.core.files.base import ContentFile

from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def slides():
    return DocumentFactory(live=True, title_en="The local factor", title_nl="De plaats telt", language="en")


def content_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return content


def test_the_address_of_a_document_leads_to_its_readable_name(visitor, slides):
    response = visitor.get(slides.get_absolute_url())
    assert (response.status_code, response.url) == (302, f"/documents/{slides.pk}/the-local-factor.pdf")


def test_another_name_leads_to_the_right_one(visitor, slides):
    response = visitor.get(f"/documents/{slides.pk}/old-title.exe")
    assert response.url == f"/documents/{slides.pk}/the-local-factor.pdf"


def test_a_pdf_is_shown_in_the_browser_and_can_do_no_harm(visitor, slides):
    response = visitor.get(slides.get_absolute_url(), follow=True)
    assert content_of(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-cache"
    assert not response.get("Content-Disposition", "inline").startswith("attachment")
    assert not response.cookies


def test_anything_else_is_a_download(visitor):
    table = DocumentFactory(live=True, title_nl="Wie kwam", language="nl", file=ContentFile(b"a;b", name="t.csv"))
    response = visitor.get(table.get_absolute_url(), follow=True)
    assert content_of(response) == b"a;b"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="wie-kwam.csv"'


def test_a_part_can_be_asked_for(visitor, slides):
    response = visitor.get(f"/documents/{slides.pk}/the-local-factor.pdf", headers={"range": "bytes=1-3"})
    assert (response.status_code, content_of(response)) == (206, b"PDF")
    assert response["Content-Range"] == f"bytes 1-3/{len(PDF)}"


def test_a_draft_is_not_there_for_visitors(visitor):
    assert visitor.get(DocumentFactory().get_absolute_url()).status_code == 404


def test_an_editor_opens_a_draft_and_nothing_keeps_it(editor):
    response = editor.get(DocumentFactory().get_absolute_url(), follow=True)
    assert (content_of(response), response["Cache-Control"]) == (PDF, "private, no-store")


def test_a_document_whose_file_is_gone_is_not_there(visitor, slides):
    slides.file.storage.delete(slides.file.name)
    assert visitor.get(slides.get_absolute_url(), follow=True).status_code == 404
