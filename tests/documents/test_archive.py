"""All documents in one archive."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.signals import request_finished
from django.db import close_old_connections

from content.documents import archive
from content.documents.archive import OriginalChanged, ZipArchive, document_members, zip_response
from content.documents.models import Document
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection():
    """A response that ends lets go of the connection to the database; the test still needs it."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def document(title, content=b"x" * 5_000, **more):
    return DocumentFactory(live=True, title_en=title, language="en", file=ContentFile(content, name="a.pdf"), **more)


def fetched(response):
    """The archive as a browser gets it: opened, every checksum looked at, as long as was said."""
    content = b"".join(response.streaming_content)
    response.close()
    assert len(content) == int(response["Content-Length"])
    opened = ZipFile(io.BytesIO(content))
    assert opened.testzip() is None
    return opened


def all_of_them(language="en"):
    return zip_response(document_members(Document.objects.live()), filename="all", language=language)


def test_visitors_get_every_live_document_in_the_order_of_the_page(visitor):
    document("Second", b"2", position=2)
    document("First", b"1", position=1)
    DocumentFactory(title_en="A draft")
    response = visitor.get("/en/documents/all.zip")
    opened = fetched(response)
    assert {name: opened.read(name) for name in opened.namelist()} == {"First (EN).pdf": b"1", "Second (EN).pdf": b"2"}
    assert response["Content-Disposition"] == 'attachment; filename="all-documents.zip"'
    assert response["Content-Type"] == "application/zip"


def test_browsers_that_take_gzip_learn_the_size_too(visitor):
    document("First")
    response = visitor.get("/en/documents/all.zip", headers={"accept-encoding": "gzip"})
    assert fetched(response).namelist() == ["First (EN).pdf"]


def test_names_are_readable_and_unique():
    document("Café: één")
    document("café: één")
    assert fetched(all_of_them()).namelist() == ["Café - één (EN).pdf", "café - één (EN) (2).pdf"]


def test_a_missing_file_is_reported_in_the_language_of_the_page():
    document("Here")
    gone = document("Gone")
    Path(gone.file.path).unlink()
    opened = fetched(all_of_them())
    assert opened.namelist() == ["Here (EN).pdf", "missing files.txt"]
    assert "- Gone (EN).pdf\r\n" in opened.read("missing files.txt").decode()


def test_a_file_that_vanishes_while_others_are_sent_is_reported():
    document("First")
    gone = document("Gone")
    document("Last")
    response = all_of_them()
    Path(gone.file.path).unlink()
    opened = fetched(response)
    assert opened.namelist() == ["First (EN).pdf", "Gone (EN).pdf", "Last (EN).pdf", "missing files.txt"]
    assert opened.read("Last (EN).pdf") == b"x" * 5_000
    assert "- Gone (EN).pdf\r\n" in opened.read("missing files.txt").decode()


def test_files_that_break_off_are_reported_beside_one_that_was_missing():
    Path(document("Missing").file.path).unlink()
    broken = [document("Broken"), document("Broken too")]
    response = all_of_them()
    for each in broken:
        Path(each.file.path).write_bytes(b"y" * 1_000)
    opened = fetched(response)
    assert opened.read("Broken (EN).pdf").startswith(b"y" * 1_000 + b"\0")
    report = opened.read("missing files.txt").decode().splitlines()
    assert [line for line in report if line.startswith("- ")] == [
        "- Missing (EN).pdf",
        "- Broken (EN).pdf",
        "- Broken too (EN).pdf",
    ]


def test_a_loss_too_small_to_report_breaks_the_download_off():
    short = document("Short")
    sending = ZipArchive(document_members(Document.objects.all()), "en")
    Path(short.file.path).write_bytes(b"x" * 4_999)
    with pytest.raises(OriginalChanged):
        list(sending.content())


def test_an_archive_of_nothing_is_an_archive():
    assert fetched(all_of_them()).namelist() == []


def test_who_comes_when_many_are_fetching_is_asked_to_come_back():
    document("First")
    fetching = [all_of_them() for _visitor in range(archive.AT_ONCE)]
    refused = all_of_them()
    assert (refused.status_code, refused["Retry-After"]) == (503, "60")
    fetching.pop().close()  # a reader who leaves early makes room
    assert fetched(all_of_them()).namelist() == ["First (EN).pdf"]
    for response in fetching:
        response.close()
