"""The documents that the demonstration offers are there, small, and readable by a screen reader."""

import re
import tomllib
from pathlib import Path

import pytest

from demo import drawing

DEMO = Path(drawing.__file__).parent.parent
DOCUMENTS = tomllib.loads((DEMO / "texts" / "documents.toml").read_text())["document"]
SHIPPED = DEMO / "media" / "documents"


def test_what_is_offered_is_what_is_shipped():
    assert sorted(entry["file"] for entry in DOCUMENTS) == sorted(file.name for file in SHIPPED.iterdir())


@pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda entry: entry["key"])
def test_a_document_is_small_tagged_and_says_its_language(entry):
    content = (SHIPPED / entry["file"]).read_bytes()
    assert len(content) < 100_000
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert re.search(rb"/Lang\((\w+)\).*/Marked true", content)[1].decode() == entry["language"]


@pytest.mark.parametrize("entry", [entry for entry in DOCUMENTS if "slides" in entry["key"]], ids=lambda e: e["key"])
def test_page_n_of_the_slides_is_slide_n(entry):
    assert re.search(rb"<xmpTPg:NPages>(\d+)<", (SHIPPED / entry["file"]).read_bytes())[1] == b"8"
