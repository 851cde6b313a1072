"""Taking people out of the site: what is in the file, who may, and what stays on record."""

import csv
import io
import tracemalloc
import zipfile
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from signups.models import Export, Stakeholder
from signups.reports.exports import escape_csv, export_people, without_control
from tests.factories import ConsentFactory, EditorFactory, InterestFactory, StakeholderFactory
from tests.people import browser_of

LIST = reverse("admin:signups_stakeholder_changelist")
EXPORT = reverse("admin:signups_stakeholder_export")
HEAD = [
    "name", "e-mail address", "organisation", "role", "kind", "interests", "language", "state", "event", "came from",
    "joined", "confirmed", "consent given", "message",
]  # fmt: skip
NAUGHTY = [
    "=1+1", "+31 6 12345678", "-5", "@SUM(A1)", "\t=1", "0612345678", '=HYPERLINK("https://example.org")', "=cmd|' /C calc'!A0",
    "=1", "x;=1+1", 'x",=1', "a\n=1", "https://example.org", "1234", "1e5", "Łukasz «Ö» 東京 👩‍🌾", "<script>alert(1)</script>",
    "{{ secret }}", "Vries, Anne de",
]  # fmt: skip


def read(response) -> bytes:
    return b"".join(response.streaming_content)


def xlsx_rows(content: bytes):
    """Return the cells of the first sheet, each with its type."""
    sheet = load_workbook(io.BytesIO(content)).active
    return [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]


def csv_rows(content: bytes):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def take(officer, form, query=""):
    return officer.post(EXPORT + query, {"format": form})


@pytest.fixture
def people(db):
    """One person for each naughty name, who joined in that order."""
    topics = [
        InterestFactory(label_en=label, position=place) for place, label in enumerate(["Energy", "Food, and more"])
    ]
    made = [
        StakeholderFactory(name=name, organisation=name[:150], message=name, state="confirmed", interests=topics)
        for name in NAUGHTY
    ]
    ConsentFactory(stakeholder=made[0])
    return made


def test_xlsx_holds_every_text_as_text(officer, people):
    [head, *rows] = xlsx_rows(read(take(officer, "xlsx", "?o=-8")))
    assert [value for value, _type in head] == HEAD
    assert {(row[0][0], row[0][1]) for row in rows} == {(name, "s") for name in NAUGHTY}
    assert {row[13] for row in rows} == {(name, "s") for name in NAUGHTY}
    assert {row[5] for row in rows} == {("Energy, Food, and more", "s")}


def test_xlsx_has_real_dates_and_a_head_that_stays(officer):
    person = StakeholderFactory(state="confirmed")
    Stakeholder.objects.update(created_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    content = read(take(officer, "xlsx"))
    sheet = load_workbook(io.BytesIO(content)).active
    assert (sheet["K2"].value.isoformat(), sheet["K2"].is_date) == ("2026-07-02T00:30:00", True)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:N2")
    assert sheet.column_dimensions["A"].width > 20
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert sheet["A2"].value == person.name


def test_csv_opens_in_excel_in_the_netherlands(officer, people):
    content = read(take(officer, "csv"))
    assert content.startswith(b'\xef\xbb\xbf"name";"e-mail address";')
    [head, *rows] = csv_rows(content)
    assert head == HEAD
    assert {len(row) for row in rows} == {len(HEAD)}
    assert {row[0] for row in rows} == {escape_csv(name) for name in NAUGHTY}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_no_cell_of_a_csv_is_a_formula_whatever_parts_its_cells(officer, people, separator):
    words = read(take(officer, "csv")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(words, newline=""), delimiter=separator) for cell in row]
    assert [
        cell for cell in cells if cell.lstrip(" \"'\t\r\n")[:1] in tuple("=+-@＝＋－＠") and "'" not in cell[:3]
    ] == []


@given(st.text(max_size=60))
def test_a_text_never_becomes_a_formula_or_a_number(text):
    safe = escape_csv(without_control(text))
    assert safe.lstrip()[:1] not in tuple("=+-@") or not safe.lstrip()
    assert safe[:1] not in tuple("\t\r\n") or not safe
    assert not safe.strip().isdecimal()
    assert safe.replace("'", "") == without_control(text).replace("'", "")


@pytest.mark.parametrize("text", ["Anne", "Bakker & Zn.", "van der Meer-Jansen", "anne@example.org", "", "Unit 4"])
def test_ordinary_words_stay_as_they_are(text):
    assert escape_csv(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["xlsx", "csv", "print"])
def test_what_no_spreadsheet_can_hold_is_left_out(officer, form):
    StakeholderFactory(name="An\x01ne\x0b\ufffe", message="bell \x07")
    content = read(take(officer, form))
    if form == "xlsx":
        assert xlsx_rows(content)[1][0] == ("Anne", "s")
    elif form == "csv":
        assert csv_rows(content)[1][0] == "Anne"
    else:
        assert b'<th scope="row">Anne</th>' in content


def test_a_list_to_print_shows_markup_as_text(officer, people):
    page = read(take(officer, "print")).decode()
    assert all(escape(name) in page for name in NAUGHTY)
    assert "<script>alert" not in page
    assert "printed by officer" in page


def test_only_what_the_filter_shows_leaves_and_the_record_says_so(officer, people):
    StakeholderFactory(name="Bram", kind="business", language="en")
    read(take(officer, "csv", "?kind__exact=business&language__exact=en&q=bram"))
    rows = Export.objects.values_list("account", "exported_by", "format", "selection", "number")
    assert list(rows) == [
        ("officer", officer.user.pk, "csv", "search: bram; I take part as: Business; language: English", 1)
    ]


@pytest.mark.django_db
def test_chosen_rows_and_all_rows_are_exported_from_the_list(officer):
    people = [StakeholderFactory() for _person in range(3)]
    sent = {"action": "export_csv", "_selected_action": [people[1].pk]}
    assert [row[0] for row in csv_rows(read(officer.post(LIST, sent)))] == ["name", people[1].name]
    assert len(csv_rows(read(officer.post(LIST, {**sent, "select_across": "1"})))) == 4
    assert list(Export.objects.order_by("exported_at").values_list("selection", "number")) == [
        ("1 chosen person", 1),
        ("everybody", 3),
    ]


def test_the_page_before_an_export_says_how_many_leave(officer, people):
    page = officer.get(EXPORT + "?q=nobody").content.decode()
    assert "<strong>0</strong> people leave the site" in page
    assert Export.objects.count() == 0


@pytest.mark.django_db
def test_nobody_keeps_a_copy_on_the_way(officer):
    response = take(officer, "xlsx")
    read(response)
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["Content-Disposition"].startswith('attachment; filename="stakeholders-2')


@pytest.mark.django_db
def test_a_filter_that_makes_no_sense_leads_back_to_the_list(officer):
    assert take(officer, "csv", "?kind__nonsense=x").headers["Location"] == LIST + "?e=1"


@pytest.mark.django_db
def test_who_may_not_export_finds_no_action_and_no_page():
    writer = browser_of("writer")
    assert (writer.get(EXPORT).status_code, writer.post(EXPORT, {"format": "csv"}).status_code) == (403, 403)


def memory_for(form: str, people: int) -> int:
    """Return the most bytes that an export of so many people takes at a time."""
    by, topics = EditorFactory(), [InterestFactory(), InterestFactory()]
    made = Stakeholder.objects.bulk_create(
        Stakeholder(name="Anne", email=f"{uuid4()}@example.org", kind="citizen", language="nl", message="x" * 500)
        for _person in range(people)
    )
    through = Stakeholder.interests.through
    through.objects.bulk_create(through(stakeholder=person, interest=topic) for person in made for topic in topics)
    del made
    tracemalloc.start()
    export_people(Stakeholder.objects.all(), form=form, selection="everybody", by=by).close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("form", ["xlsx", "csv", "print"])
def test_three_times_as_many_people_take_no_more_memory(form):
    memory_for(form, 1)
    few = memory_for(form, 1500)
    assert memory_for(form, 3000) < 1.5 * few
    assert Export.objects.latest("exported_at").number == 4501
