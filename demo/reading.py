"""The texts of the demonstration, and the keys under which what they describe is kept."""

import re
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils.timezone import make_aware

from content.pages.models import Page
from content.texts.languages import CODES
from events.models import Case, Event, Lesson, PartnerProject, Speaker

TEXTS = Path(__file__).parent / "texts"
MEDIA = Path(__file__).parent / "media"

# What a text may link to, by the words that its author uses.
REFERRED: dict[str, type[Model]] = {
    "event": Event,
    "case": Case,
    "lesson": Lesson,
    "speaker": Speaker,
    "project": PartnerProject,
    "page": Page,
}

_NAMESPACE = uuid5(NAMESPACE_URL, "smartup:demonstration")
_REFERENCE = re.compile(r'(?<=href="smartup:)([a-z]+)/([\w-]+)(?=")')


@cache
def read(file: str) -> dict[str, Any]:
    """Return what stands in texts/`file`.toml."""
    return tomllib.loads((TEXTS / f"{file}.toml").read_text(encoding="utf-8"))


def demo_key(model: type[Model], name: str) -> UUID:
    """Return the key of the object of `model` that the texts call `name`: the same on every site and every day."""
    return uuid5(_NAMESPACE, f"{model._meta.label_lower}/{name}")


def fields(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return these fields of `row` as a model's constructor takes them, translated ones by language: title_nl, title_en.

    Links that name an object of ours become references to its key.
    """
    given: dict[str, Any] = {}
    for name in names:
        if isinstance(row[name], dict):
            given |= {f"{name}_{code}": referring(row[name][code]) for code in CODES}
        else:
            given[name] = row[name]
    return given


def referring(words: str) -> str:
    """Return `words` with href="smartup:case/local-factor" as href="smartup:events.case/<its key>"."""
    return _REFERENCE.sub(_reference, words.strip())


def _reference(found: re.Match) -> str:
    model = REFERRED[found[1]]
    return f"{model._meta.label_lower}/{demo_key(model, found[2])}"


def time_of(words: str) -> datetime:
    """Return the local time that `words` give, such as 2018-09-19T09:30."""
    return make_aware(datetime.fromisoformat(words))


def media_file(path: str) -> ContentFile:
    """Return the file at media/`path`, ready to be stored."""
    file = MEDIA / path
    return ContentFile(file.read_bytes(), name=file.name)
