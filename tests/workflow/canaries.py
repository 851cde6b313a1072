"""Words that stand nowhere else, put into every text and file of objects that the public must not see."""

from io import BytesIO
from itertools import count
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from PIL import Image

from content.pictures.intake.originals import take_in
from content.pictures.models import ImageBase
from content.texts.fields import RichTextField
from content.workflow.models import Publishable
from content.workflow.snapshot import kept_fields
from tests import factories

PUBLISHABLE = [model for model in apps.get_models() if issubclass(model, Publishable)]
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if hasattr(factory, "_meta") and factory._meta.model
}
# What is measured of a file, and no text of anybody's.
MEASURED = {"digest", "placeholder"}
# Two columns that rule each other out: one is enough.
RULED_OUT = {"video_url"}
SUFFIXES = {"video_file": "mp4", "captions_nl": "vtt", "captions_en": "vtt", "file": "txt"}
EXIF_DESCRIPTION = 0x010E


class Canaries:
    """Makes them, and knows which stands where: `words` is word → what it was put into."""

    def __init__(self):
        self.words: dict[str, str] = {}
        self._numbers = count(1000)

    def word(self, place: str) -> str:
        """Return a word for `place` that stands nowhere else; it is no part of another."""
        word = f"kq{next(self._numbers)}z"
        self.words[word] = place
        return word

    def fill(self, row: models.Model, why: str) -> None:
        """Put a word into each text and each file of `row`. Saves nothing."""
        for field in kept_fields(type(row)):
            place = f"{why} {type(row).__name__}.{field.name}"
            if isinstance(field, models.FileField):
                self._put_file(row, field, place)
            elif _is_text(field):
                setattr(row, field.attname, _said_by(field, self.word(place)))

    def parts_of(self, item: Publishable, why: str, **given: Any) -> list[models.Model]:
        """Add a part with words of its own to each relation of `item` that has parts, and return them."""
        made = []
        for relation in item.parts:
            owner = item._meta.get_field(relation).field
            part = FACTORIES[owner.model].build(**{owner.name: item}, **_foreign(owner.model, given))
            self.fill(part, why)
            part.save(force_insert=True)
            made.append(part)
        return made

    def _put_file(self, row, field, place: str) -> None:
        name, content = self.word(f"{place} (name)"), self.word(f"{place} (content)")
        if isinstance(row, ImageBase):
            getattr(row, field.name).save(f"{name}.jpg", ContentFile(_photo(content)), save=False)
            take_in(row)
        else:
            file = ContentFile(f"WEBVTT {content}".encode())
            getattr(row, field.name).save(f"{name}.{SUFFIXES[field.name]}", file, save=False)


def _foreign(model, given: dict) -> dict:
    return {name: value for name, value in given.items() if any(field.name == name for field in model._meta.fields)}


def _is_text(field) -> bool:
    texts = (models.CharField, models.TextField)
    is_free = isinstance(field, texts) and not field.choices and field.name not in MEASURED | RULED_OUT
    return is_free and (field.max_length or 99) > 10


def _said_by(field, word: str) -> str:
    if isinstance(field, RichTextField):
        return f"<p>{word}</p>"
    return f"https://example.org/{word}" if "url" in type(field).__name__.lower() or field.name == "website" else word


def _photo(words: str) -> bytes:
    """A picture that says `words` in its metadata, which cameras and editors write."""
    exif = Image.Exif()
    exif[EXIF_DESCRIPTION] = words
    written = BytesIO()
    Image.new("RGB", (400, 300), "navy").save(written, "JPEG", exif=exif, comment=words)
    return written.getvalue()
