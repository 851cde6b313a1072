"""The Dutch of the interface is whole, says what the English says, and is what the site reads."""

import re
from pathlib import Path

import cookie_consent
import django
import django_tasks
import django_tasks_db
import polib
import pytest
from django.conf import settings

CATALOGUES = sorted((settings.BASE_DIR / "locale").rglob("*.po"))
OURS = settings.BASE_DIR / "locale/nl/LC_MESSAGES/django.po"
BORROWED = [path for path in CATALOGUES if path != OURS]

# %(name)s · %s · {name} · #name (filled in by scripts) · <slug:slug> (in addresses)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}|#(?:name|place|total)\b|<\w+:\w+>")

# Words that Dutch shares with English.
SHARED = {
    "account",
    "album",
    "albums",
    "albums/",
    "albums/<slug:slug>/",
    "camera",
    "Camera",
    "Cookies: %(category)s",
    "Document",
    "document",
    "Excel (XLSX)",
    "export",
    "exports",
    "Google Analytics",
    "Hotjar",
    "HTML",
    "label",
    "Later",
    "Link",
    "link",
    "Links",
    "links",
    "logo",
    "Menu",
    "motto",
    "Opening",
    "passage",
    "Passage",
    "Per week",
    "postcode",
    "Site",
    "smartup",
    "status",
    "Tablet",
    "Tractor",
    "website",
}


def named(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR / "locale"))


every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=named)


def forms(entry):
    """Pairs of an English form and its Dutch one: one pair, or two where numbers differ."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


def every_form(path):
    return [pair for entry in polib.pofile(path) for pair in forms(entry)]


@every_catalogue
def test_every_message_is_translated(path):
    assert [entry.msgid for entry in polib.pofile(path) if not entry.translated()] == []


@every_catalogue
def test_every_placeholder_of_the_english_stands_in_the_dutch(path):
    def placeholders(text):
        return sorted(set(PLACEHOLDER.findall(text)))

    assert [pair for pair in every_form(path) if placeholders(pair[0]) != placeholders(pair[1])] == []


@every_catalogue
def test_the_site_reads_what_the_translator_wrote(path):
    def texts(entries):
        return {(entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural for entry in entries}

    assert texts(polib.mofile(path.with_suffix(".mo"))) == texts(polib.pofile(path))


def test_no_english_is_left():
    same = {english for path in CATALOGUES for english, dutch in every_form(path) if english == dutch}
    assert same - SHARED == set()
    assert SHARED - same == set()  # no word stays in the list for longer than it is needed


@every_catalogue
def test_quotation_marks_and_apostrophes_are_those_of_print(path):
    words = [re.sub("<[^>]*>", "", dutch) for _english, dutch in every_form(path)]
    assert [dutch for dutch in words if re.search("[\"'“”]", dutch)] == []


@every_catalogue
def test_editors_and_visitors_are_called_je(path):
    assert [dutch for _english, dutch in every_form(path) if re.search(r"\b[Uu]w?\b", dutch)] == []


def test_each_page_has_an_address_of_its_own():
    addresses = [dutch for english, dutch in every_form(OURS) if re.fullmatch(r"[\w<>:.-]+/[\w<>:./-]*", english)]
    assert len(addresses) > 20
    assert sorted(addresses) == sorted(set(addresses))
    assert [address for address in addresses if not address.isascii() or address.lower() != address] == []


def test_what_we_borrow_is_still_said():
    folders = [Path(package.__file__).parent for package in [cookie_consent, django, django_tasks, django_tasks_db]]
    catalogues = [path for folder in folders for path in folder.rglob("locale/en/LC_MESSAGES/*.po")]
    said = {entry.msgid for path in catalogues for entry in polib.pofile(path)}
    sources = "".join(file.read_text() for folder in folders if folder.name != "django" for file in folder.glob("*.py"))
    words = [entry.msgid for path in BORROWED for entry in polib.pofile(path)]
    assert [word for word in words if word not in said and f'"{word}"' not in sources] == []
