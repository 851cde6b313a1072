"""Only files that are what they say come in, and they are measured."""

import io
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from content.documents import intake
from content.documents.forms import DocumentForm
from content.documents.intake import check_document, measure_document
from content.documents.models import Document
from tests.factories import DocumentFactory

pytestmark = pytest.mark.usefixtures("in_english")


def pdf(pages, password=None):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def archive(**members):
    written = io.BytesIO()
    with ZipFile(written, "w") as opened:
        for name, content in members.items():
            opened.writestr(name.replace("__", "/"), content)
    return written.getvalue()


ODT = archive(mimetype="application/vnd.oasis.opendocument.text")
DOCX = archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf(1)),
        ("A.PDF", pdf(1)),
        ("a.docx", DOCX),
        ("a.odt", ODT),
        ("a.zip", ODT),
        ("a.csv", b"a;b\n1;2"),
        ("a.txt", "é".encode()),
    ],
)
def test_a_file_that_is_what_it_says_is_accepted(name, content):
    file = ContentFile(content, name=name)
    check_document(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.pdf", b""),
        ("a.docx", ODT),
        ("a.odt", DOCX),
        ("a.ods", ODT),
        ("a.zip", b"PK\x03\x04 and no more"),
        ("a.txt", b"  \n<svg onload=alert(1)>"),
        ("a.csv", b"\xef\xbb\xbf<!DOCTYPE html>"),
        ("a.txt", b"MZ\x00\x01"),
    ],
)
def test_a_file_that_is_something_else_is_refused(name, content):
    with pytest.raises(ValidationError, match="isn't really a"):
        check_document(ContentFile(content, name=name))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(intake, "LARGEST", 10)
    with pytest.raises(ValidationError, match="larger than"):
        check_document(ContentFile(pdf(1), name="a.pdf"))


@pytest.mark.parametrize(
    ("content", "pages"),
    [(pdf(3), 3), (pdf(3, password="secret"), None), (pdf(3)[:200], None), (b"%PDF-1.7\n%%EOF\n", None), (b"", None)],
)
def test_pages_are_counted_and_a_broken_pdf_has_none(content, pages):
    document = Document(file=SimpleUploadedFile("a.pdf", content))
    measure_document(document)
    assert (document.size, document.pages) == (len(content), pages)


def test_a_page_tree_that_lies_counts_for_nothing():
    document = Document(file=SimpleUploadedFile("a.pdf", pdf(1).replace(b"/Count 1", b"/Count 999999999")))
    measure_document(document)
    assert document.pages is None


@pytest.mark.django_db
def test_a_saved_file_is_measured_and_closed_again():
    document = DocumentFactory(file=ContentFile(pdf(2), name="a.pdf"))
    document = Document.objects.get(pk=document.pk)
    measure_document(document)
    assert (document.pages, document.file.closed) == (2, True)


@pytest.mark.django_db
def test_the_form_measures_what_it_saves():
    form = DocumentForm(
        {"title_nl": "Dia's", "language": "nl", "position": 0}, {"file": SimpleUploadedFile("a.pdf", pdf(4))}
    )
    document = form.save()
    stored = Document.objects.get(pk=document.pk)
    assert (stored.pages, stored.size, stored.file.size) == (4, len(pdf(4)), len(pdf(4)))


@pytest.mark.django_db
def test_the_form_says_what_is_wrong_with_a_file():
    form = DocumentForm(
        {"title_nl": "Dia's", "language": "nl", "position": 0}, {"file": SimpleUploadedFile("a.pdf", b"<html>")}
    )
    assert list(form.errors) == ["file"]
