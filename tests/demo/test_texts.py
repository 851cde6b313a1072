"""The texts of the demonstration: complete in two languages, true to each other, and leading somewhere."""

import re
import tomllib
from collections import defaultdict
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from content.admin_ui.icons import ICON_CHOICES

DEMO = Path(__file__).resolve().parents[2] / "demo"
LANGUAGES = ("nl", "en")
VIDEO_SECONDS = 45

# Names and words that are the same in Dutch and in English.
SAME_IN_BOTH = {"Smart Up!", "Foyer", "Studio"}

TAGS = {
    "p",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "blockquote",
    "strong",
    "em",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}

FILES = {
    "event": "events",
    "item": "programme",
    "speaker": "speakers",
    "quote": "quotes",
    "case": "cases",
    "lesson": "lessons",
    "evidence": "evidence",
    "project": "projects",
    "document": "documents",
    "page": "pages",
    "interest": "site",
}


def read(name):
    return tomllib.loads((DEMO / "texts" / f"{name}.toml").read_text(encoding="utf-8"))


TEXTS = {name: read(name) for name in set(FILES.values())}
ROWS = {kind: TEXTS[name][kind] for kind, name in FILES.items()}
KEYS = {kind: {row["key"] for row in rows if "key" in row} for kind, rows in ROWS.items()}
CASES = {case["key"]: case for case in ROWS["case"]}


def translated(value, where=""):
    """Every table of languages in `value`, as pairs of its address and the table."""
    if isinstance(value, dict) and set(value) & set(LANGUAGES):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from translated(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from translated(inner, f"{where}[{number}]")


TRANSLATED = [pair for name, texts in TEXTS.items() for pair in translated(texts, name)]
HTML = [
    (f"{where}:{language}", table[language])
    for where, table in TRANSLATED
    for language in LANGUAGES
    if isinstance(table.get(language), str) and "<" in table[language]
]


def words(html):
    return re.sub(r"<[^>]+>", " ", html).split()


class Structure(HTMLParser):
    """Notes what is wrong with a piece of HTML: a tag that editors can't make, one left open, a heading that skips a level."""

    def __init__(self, html):
        super().__init__()
        self.open, self.level, self.faults = [], 1, []
        self.feed(html)
        self.faults += [f"{tag} stays open" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        if tag not in TAGS or set(dict(attributes)) - {"href"}:
            self.faults.append(f"{tag} {attributes} is not allowed")
        if tag in ("h2", "h3"):
            if int(tag[1]) > self.level + 1:
                self.faults.append(f"{tag} skips a level")
            self.level = int(tag[1])

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} closes what is not open")


def test_every_text_is_there_in_both_languages():
    assert [where for where, table in TRANSLATED if set(table) != set(LANGUAGES)] == []
    assert [where for where, table in TRANSLATED if bool(table["nl"]) != bool(table["en"])] == []


def test_a_translation_differs_from_its_original():
    same = [(where, table["nl"]) for where, table in TRANSLATED if table["nl"] and table["nl"] == table["en"]]
    assert [pair for pair in same if pair[1] not in SAME_IN_BOTH] == []


def test_a_translation_has_the_structure_and_the_links_of_its_original():
    def skeleton(text):
        return re.findall(r"</?(?!em|strong)(\w+)|href=\"(smartup:[^\"]+)\"", text)

    different = [
        where
        for where, table in TRANSLATED
        if isinstance(table["nl"], str) and skeleton(table["nl"]) != skeleton(table["en"])
    ]
    assert different == []


@pytest.mark.parametrize(("where", "html"), HTML, ids=[where for where, _ in HTML])
def test_an_editor_could_have_written_the_html(where, html):
    assert Structure(html).faults == []


@pytest.mark.parametrize(
    ("kind", "field", "least"), [("case", "story", 420), ("lesson", "text", 120), ("speaker", "biography", 90)]
)
def test_long_texts_are_long_enough(kind, field, least):
    short = [
        (row["key"], language, len(words(row[field][language])))
        for row in ROWS[kind]
        for language in LANGUAGES
        if len(words(row[field][language])) < least
    ]
    assert short == []


def test_each_case_has_eight_slides_with_as_many_points_in_both_languages():
    assert {key: len(case["slide"]) for key, case in CASES.items()} == dict.fromkeys(CASES, 8)
    points = [slide["points"] for case in CASES.values() for slide in case["slide"]]
    assert [table for table in points if len(table["nl"]) != len(table["en"])] == []


def test_keys_are_unique():
    doubled = {
        kind: rows for kind, rows in ROWS.items() if any("key" in row for row in rows) and len(KEYS[kind]) != len(rows)
    }
    assert doubled == {}


@pytest.mark.parametrize(
    ("kind", "field", "target"),
    [
        ("event", "projects", "project"),
        ("event", "documents", "document"),
        ("item", "event", "event"),
        ("item", "speakers", "speaker"),
        ("item", "case", "case"),
        ("quote", "event", "event"),
        ("quote", "speaker", "speaker"),
        ("case", "event", "event"),
        ("case", "presenters", "speaker"),
        ("case", "documents", "document"),
        ("lesson", "event", "event"),
        ("evidence", "lesson", "lesson"),
        ("evidence", "case", "case"),
    ],
)
def test_what_is_referred_to_exists(kind, field, target):
    named = [row[field] for row in ROWS[kind] if field in row]
    keys = {key for value in named for key in (value if isinstance(value, list) else [value])}
    assert keys - KEYS[target] == set()
    assert keys


def test_links_between_texts_lead_somewhere():
    links = {tuple(link) for _, html in HTML for link in re.findall(r'href="smartup:(\w+)/([\w-]+)"', html)}
    assert [link for link in links if link[1] not in KEYS[link[0]]] == []
    assert {kind for kind, _ in links} >= {"case", "lesson", "page", "project"}


def test_lessons_and_interests_have_icons_that_exist():
    icons = dict(ICON_CHOICES)
    assert [row["key"] for row in ROWS["lesson"] + ROWS["interest"] if row["icon"] not in icons] == []


def test_each_document_is_the_file_of_its_key_in_its_language():
    assert [row["key"] for row in ROWS["document"] if row["file"] != f"{row['key']}.pdf"] == []
    assert [row["key"] for row in ROWS["document"] if row["key"][-2:] != row["language"]] == []


def test_evidence_quotes_its_case_to_the_letter():
    elsewhere = [
        (row["lesson"], row["case"], language)
        for row in ROWS["evidence"]
        for language in LANGUAGES
        if not any(
            row["passage"][language] in element
            for _, element in re.findall(r"<(p|li)>(.*?)</\1>", CASES[row["case"]]["story"][language])
        )
    ]
    assert elsewhere == []


def test_a_passage_is_a_sentence_without_markup():
    passages = [row["passage"][language] for row in ROWS["evidence"] for language in LANGUAGES]
    assert [text for text in passages if not 8 <= len(words(text)) <= 30 or re.search(r"[<>&\"'’“”]", text)] == []


def test_evidence_points_at_a_slide_and_a_second_that_exist():
    slides = [
        row for row in ROWS["evidence"] if "slide" in row and not 1 <= row["slide"] <= len(CASES[row["case"]]["slide"])
    ]
    moments = [row for row in ROWS["evidence"] if "moment" in row and not 2 <= row["moment"] <= 40]
    assert slides + moments == []


def test_three_lessons_recur_in_every_case_and_two_have_no_evidence():
    seen = defaultdict(set)
    for row in ROWS["evidence"]:
        assert row["case"] not in seen[row["lesson"]], f"{row['lesson']} has two cells for {row['case']}"
        seen[row["lesson"]].add(row["case"])
    assert {lesson for lesson, cases in seen.items() if cases == set(CASES)} == {
        "choose-strengths",
        "go-between",
        "second-meeting",
    }
    assert KEYS["lesson"] - set(seen) == {"same-question", "setback"}


def test_one_event_is_the_home_page():
    assert [row["key"] for row in ROWS["event"] if row["is_home"]] == ["smart-up-2018"]


def test_a_programme_runs_on_its_day_and_in_order():
    days = {row["key"]: str(row["starts"]) for row in ROWS["event"]}
    assert [item for item in ROWS["item"] if item["starts"][:10] != days[item["event"]]] == []
    assert [item for item in ROWS["item"] if item["starts"] >= item["ends"]] == []
    for event in days:
        items = [item for item in ROWS["item"] if item["event"] == event]
        assert [late["starts"] for early, late in pairwise(items) if late["starts"] < early["ends"]] == []


def cues(language):
    """The caption cues of the clip: start and end in seconds, and the words."""
    text = (DEMO / "media" / f"smart-up.{language}.vtt").read_text(encoding="utf-8")
    head, *blocks = text.strip().split("\n\n")
    assert head == "WEBVTT"
    for block in blocks:
        _, timing, *lines = block.split("\n")
        start, end = re.fullmatch(r"(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})", timing).groups()
        yield seconds(start), seconds(end), lines


def seconds(timestamp):
    hours, minutes, rest = timestamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_follow_each_other_within_the_clip(language):
    times = [time for start, end, _ in cues(language) for time in (start, end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= VIDEO_SECONDS
    assert 9 <= len(times) // 2 <= 11


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_are_short_enough_to_read(language):
    shown = [(end - start, lines) for start, end, lines in cues(language)]
    assert [lines for _, lines in shown if len(lines) > 2 or max(map(len, lines)) > 50] == []
    assert [lines for time, lines in shown if len(" ".join(lines)) / time > 21] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_transcript_holds_every_caption(language):
    transcript = ROWS["event"][0]["transcript"][language]
    assert [lines for _, _, lines in cues(language) if " ".join(lines) not in transcript] == []


def test_captions_appear_at_the_same_seconds_in_both_languages():
    assert [cue[:2] for cue in cues("nl")] == [cue[:2] for cue in cues("en")]
