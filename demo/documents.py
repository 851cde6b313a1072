"""Make the PDF documents of the demonstration from its texts: python -m demo.documents

For development only: it needs the typst package, and the site ships what comes out in media/documents/. All are
tagged PDFs by PDF/UA-1 (ISO 14289-1), set in the serif that typst carries; the templates are in papers/.
"""

import json
import tomllib
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import typst

DEMO = Path(__file__).parent
TARGET = DEMO / "media" / "documents"
LANGUAGES = ("nl", "en")
EVENT = "smart-up-2018"

_WORDS = {
    "nl": {
        "footer": "smartup · demonstratie: behalve namen, titels en datum is alles verzonnen",
        "label": "Smart Up!",
        "case": "Smart Up! · casus",
        "lessons": "De belangrijkste lessen",
        "map": "Welke les kwam in welke casus terug?",
        "intro": "Naast elkaar gelegd lijken de drie casussen weinig op elkaar. Leg je ze op elkaar, dan vallen "
        "sommige lijnen samen: drie lessen komen in elke casus terug.",
        "lesson": "Les",
        "everywhere": "in alle drie de casussen",
        "nothing": "niet",
        "slide": "dia",
        "passage": "in het verhaal",
        "key": "Een vakje noemt de dia van de casus en het moment in de film waar de les blijkt.",
        "programme": "Programma",
        "time": "Tijd",
        "what": "Onderdeel",
        "room": "Zaal",
        "and": " en ",
        "months": "januari februari maart april mei juni juli augustus september oktober november december",
    },
    "en": {
        "footer": "smartup · demonstration: all but the names, titles and date is made up",
        "label": "Smart Up!",
        "case": "Smart Up! · case",
        "lessons": "The key lessons",
        "map": "Which lesson returned in which case?",
        "intro": "Side by side, the three cases have little in common. Lay them on top of each other and some of the "
        "lines coincide: three lessons return in every case.",
        "lesson": "Lesson",
        "everywhere": "in all three cases",
        "nothing": "not",
        "slide": "slide",
        "passage": "in the story",
        "key": "A cell names the slide of the case and the moment in the film that show the lesson.",
        "programme": "Programme",
        "time": "Time",
        "what": "Session",
        "room": "Room",
        "and": " and ",
        "months": "January February March April May June July August September October November December",
    },
}


def make_all():
    """Write every document in every language to media/documents/."""
    for language in LANGUAGES:
        for case in _table("case"):
            _compile("slides", f"slides-{case['key']}-{language}", language, _slides(case, language))
        _compile("lessons", f"lessons-{language}", language, _lessons(language))
        _compile("programme", f"programme-{language}", language, _programme(language))


def _compile(template, name, language, data):
    inputs = {"data": json.dumps(data | {"language": language, "words": _WORDS[language]})}
    typst.compile(
        DEMO / "papers" / f"{template}.typ",
        output=TARGET / f"{name}.pdf",
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        timestamp=int(datetime(2018, 9, 19, tzinfo=UTC).timestamp()),  # the same bytes whenever they are made
    )


def _slides(case, language):
    slides = [{"title": slide["title"][language], "points": slide["points"][language]} for slide in case["slide"]]
    return {
        "case": case["key"],
        "title": case["title"][language],
        "description": case["summary"][language],
        "slides": slides,
    }


def _lessons(language):
    event, words = _event(), _WORDS[language]
    cases = [case for case in _table("case") if case["event"] == EVENT]
    lessons = [_lesson(lesson, cases, language) for lesson in _table("lesson") if lesson["event"] == EVENT]
    return {
        "title": words["lessons"],
        "description": words["intro"],
        "place": _place(event, language),
        "cases": [case["title"][language] for case in cases],
        "lessons": lessons,
    }


def _lesson(lesson, cases, language):
    found = {entry["case"]: entry for entry in _table("evidence") if entry["lesson"] == lesson["key"]}
    cells = [_cell(found.get(case["key"]), _WORDS[language]) for case in cases]
    return {
        "title": lesson["title"][language],
        "summary": lesson["summary"][language],
        "text": _Paragraphs.of(lesson["text"][language]),
        "cells": cells,
        "everywhere": None not in cells,
    }


def _cell(evidence, words):
    if not evidence:
        return None
    places = [f"{words['slide']} {evidence['slide']}"] if "slide" in evidence else []
    places += ["{}:{:02}".format(*divmod(evidence["moment"], 60))] if "moment" in evidence else []
    return " · ".join(places) or words["passage"]


def _programme(language):
    event, words = _event(), _WORDS[language]
    items = [_item(item, language) for item in _table("item", "programme") if item["event"] == EVENT]
    title = words["programme"]
    return {"title": title, "description": event["tagline"][language], "place": _place(event, language), "items": items}


def _item(item, language):
    names = {speaker["key"]: speaker["name"] for speaker in _table("speaker")}
    return {
        "time": f"{item['starts'][11:]}–{item['ends'][11:]}",
        "title": item["title"][language],
        "description": item["description"][language],
        "room": item["room"][language],
        "speakers": _listed([names[key] for key in item["speakers"]], _WORDS[language]["and"]),
        "case": "case" in item,
    }


def _listed(names, conjunction):
    return conjunction.join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _event():
    return next(event for event in _table("event") if event["key"] == EVENT)


def _place(event, language):
    day, months = event["starts"], _WORDS[language]["months"].split()
    return f"{event['venue_name']}, {event['venue_city']}, {day.day} {months[day.month - 1]} {day.year}"


def _table(kind, file=""):
    name = file or (kind if kind == "evidence" else f"{kind}s")
    return tomllib.loads((DEMO / "texts" / f"{name}.toml").read_text())[kind]


class _Paragraphs(HTMLParser):
    """Reads simple HTML into paragraphs of [words, strong] pieces, which is all that the templates need to know."""

    @classmethod
    def of(cls, html):
        reader = cls()
        reader.feed(html)
        return reader.paragraphs

    def __init__(self):
        super().__init__()
        self.paragraphs, self._strong = [], False

    def handle_starttag(self, tag, attrs):
        if tag in ("p", "li"):
            self.paragraphs.append([])
        self._strong = self._strong or tag == "strong"

    def handle_endtag(self, tag):
        self._strong = self._strong and tag != "strong"

    def handle_data(self, data):
        if self.paragraphs and data.strip():
            self.paragraphs[-1].append([data, self._strong])


if __name__ == "__main__":
    make_all()
