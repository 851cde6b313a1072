"""Taking in a picture: may it come in, and what does one need to know of it?"""

import hashlib
from base64 import b64encode
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from content.pictures.intake.file_signatures import begins_like_a_picture, has_too_many_scans, kind_of
from content.pictures.intake.metadata import read_metadata
from content.pictures.intake.pixels import (
    BROKEN,
    FORMATS,
    MAX_PIXELS,
    as_shown,
    decode_alone,
    sample_pixels,
    see_through,
    upright_size,
)

MAX_BYTES = 40 * 1024 * 1024
# What is longer, no format can show: JPEG ends at 65,500, AVIF at 65,536.
MAX_SIDE = 65_000
PLACEHOLDER_SIDE = 16
PLACEHOLDER_LENGTH = 400
SAMPLED_SIDE = 1024
NAME_LENGTH = 60
SUFFIXES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tiff", "HEIF": "heic"}


class PictureMeasures(NamedTuple):
    """What is known of an original once it has been looked at; width and height are those of the upright picture.

    suffix: how names of such files end; camera, credit: what the file tells of who took it, with which.
    """

    digest: str
    width: int
    height: int
    transparent: bool
    placeholder: str
    taken_at: datetime | None
    suffix: str
    camera: str
    credit: str


def read_original(file: File) -> PictureMeasures:
    """Return the Measures of the picture in `file`, which is left at its beginning.

    Raises ValidationError, in words for whoever uploads it, when it is no picture that we can show. The whole
    picture is decoded: a file that was cut off shows only then. What takes a minute counts as damaged.
    """
    file.open()
    check_size(file.name, file.size)
    try:
        return decode_alone(_looked_at, file)
    except UnidentifiedImageError as error:
        raise _unknown(file) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(file) from error
    except ValidationError:
        raise
    except BROKEN as error:
        raise _damaged(file) from error
    finally:
        file.seek(0)


def check_size(name: str | None, size: int) -> None:
    """Raise ValidationError when a file of `size` bytes can be no picture for us; that can be told before it is sent."""
    if not size:
        raise ValidationError(_("%(file)s is empty. Choose the file again."), "empty", {"file": short_name(name)})
    if size > MAX_BYTES:
        raise ValidationError(
            _("%(file)s is larger than %(limit)s MB. Save it as JPEG and upload it again."),
            "too_large",
            {"file": short_name(name), "limit": MAX_BYTES // 1024**2},
        )


def short_name(name: str | None) -> str:
    """Return what to call a file with this `name`: without its folders, short, and without what turns sentences around."""
    name = "".join(letter for letter in PurePath(name or "").name if letter.isprintable())
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH // 2]}…{name[-NAME_LENGTH // 2 :]}"


def take_in(illustration) -> None:
    """Fill the columns of an `illustration` (of whichever model) from its original; its sizes are to be made anew.

    Forms do so by `full_clean()`; whatever sets `original` without one calls this. Saves nothing. Raises
    ValidationError as `read_original` does.
    """
    original = illustration.original
    measures = getattr(original.file, "measures", None)  # which the form's field has read already
    if measures is None:
        try:
            measures = read_original(original)
        finally:
            if original._committed:  # one that is yet to be saved must stay open for that
                original.close()
    if not original._committed:  # a file may call itself what it likes; it is kept as what it is
        original.name = f"original.{measures.suffix}"
    illustration.keep(measures)


def _looked_at(file: File) -> PictureMeasures:
    image = Image.open(file, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels(file)
    if max(image.size) > MAX_SIDE:
        raise ValidationError(
            _("%(file)s is more than %(limit)s pixels wide or high. Make it smaller and upload it again."),
            "too_large",
            {"file": short_name(file.name), "limit": MAX_SIDE},
        )
    if image.format in {"JPEG", "MPO"}:
        file.seek(0)
        if has_too_many_scans(file.read()):
            raise _damaged(file)
    width, height = upright_size(image)
    suffix = SUFFIXES.get(image.format or "", "jpg")
    told = read_metadata(image)
    if suffix == "jpg":  # that still reads all of it; HEIC would give a thumbnail that it carries along
        image.draft(image.mode, (8 * PLACEHOLDER_SIDE, 8 * PLACEHOLDER_SIDE))
    image.load()
    transparent = see_through(image)
    placeholder = _placeholder(as_shown(sample_pixels(image, SAMPLED_SIDE)))
    return PictureMeasures(
        _digest(file), width, height, transparent, placeholder, told.taken_at, suffix, told.camera, told.credit
    )


def _digest(file: File) -> str:
    """Keyed, for it is part of public addresses: who has a photo can't find out whether a draft shows it."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return salted_hmac("content.pictures", digest.digest(), algorithm="sha256").hexdigest()


def _placeholder(pixels: Image.Image) -> str:
    """Return a data: URI of the picture, a few pixels wide, to stand in for it; empty when it doesn't get short."""
    small = pixels.copy()
    small.thumbnail((PLACEHOLDER_SIDE, PLACEHOLDER_SIDE))
    for quality in (40, 15, 1):
        written = BytesIO()
        small.save(written, "WEBP", quality=quality, alpha_quality=quality, method=6)
        uri = f"data:image/webp;base64,{b64encode(written.getvalue()).decode()}"
        if len(uri) < PLACEHOLDER_LENGTH:
            return uri
    return ""


def _unknown(file: File) -> ValidationError:
    file.seek(0)
    head = file.read(1024)
    if begins_like_a_picture(head):
        return _damaged(file)
    return ValidationError(
        _("%(file)s is %(kind)s, not a photo. Save it as JPEG and upload it again."),
        "not_a_photo",
        {"file": short_name(file.name), "kind": kind_of(head)},
    )


def _too_many_pixels(file: File) -> ValidationError:
    return ValidationError(
        _("%(file)s has more than %(limit)s megapixels. Make it smaller and upload it again."),
        "too_large",
        {"file": short_name(file.name), "limit": MAX_PIXELS // 1_000_000},
    )


def _damaged(file: File) -> ValidationError:
    return ValidationError(
        _("%(file)s is damaged: not all of it can be read. Copy it from the camera again, or save it anew as JPEG."),
        "damaged",
        {"file": short_name(file.name)},
    )


# What a browser offers to choose; phones know HEIF by the name of its commonest kind.
ACCEPTED = ",".join(f"image/{name.lower()}" for name in [*FORMATS, *(["HEIC"] if "HEIF" in FORMATS else [])])


class OriginalFormField(forms.FileField):
    """Gives an uploaded picture with what was read of it as its `measures`; says in words why another file is refused."""

    widget = forms.FileInput  # nothing to clear, and no link: originals have no address

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": ACCEPTED}

    def to_python(self, data):
        file = super().to_python(data)
        if file:
            file.measures = read_original(file)  # type: ignore[attr-defined]
        return file


class OriginalField(models.ImageField):
    """An image column whose forms look into the file before they take it."""

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "form_class": OriginalFormField, "widget": forms.FileInput})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs  # the database sees no difference
