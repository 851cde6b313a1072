"""What a photo's file tells of itself: when it was taken, with which camera, and by whom. The rest is left unread."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from PIL import ExifTags, Image

# Before that, nobody's camera wrote a file; a year ahead is a clock that was set wrong, and can be corrected.
FIRST_YEAR = 1900
CAMERA_LENGTH = 100
CREDIT_LENGTH = 200


class FileMetadata(NamedTuple):
    """Empty where the file tells nothing."""

    taken_at: datetime | None
    camera: str
    credit: str


def read_metadata(image: Image.Image) -> FileMetadata:
    """Return what `image`, opened but not decoded, tells; neither serial number nor place is looked at."""
    told = image.getexif()
    artist = _words(told.get(ExifTags.Base.Artist)) or _words(told.get(ExifTags.Base.Copyright))
    make, model = _words(told.get(ExifTags.Base.Make)), _words(told.get(ExifTags.Base.Model))
    # Many models begin with the make already: «Canon EOS R5» of Canon.
    names_make = make and model.lower().startswith(make.split()[0].lower())
    camera = model if names_make else f"{make} {model}".strip()
    return FileMetadata(_taken_at(told), camera[:CAMERA_LENGTH], artist[:CREDIT_LENGTH])


def _words(value) -> str:
    """Return a value as one clean line; cameras fill up with zeros, and some write what nobody can print."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text.split("\0")[0]).split())


def _taken_at(told: Image.Exif) -> datetime | None:
    """Return when the camera says that it took the picture, in its own time zone if it tells that, else in ours.

    None for what can't be: a year such as 1 or 9999 is beyond what a time zone can be applied to.
    """
    detailed = told.get_ifd(ExifTags.IFD.Exif)
    moment = str(detailed.get(ExifTags.Base.DateTimeOriginal, "")).strip("\0 ")
    offset = str(detailed.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    for words, form in [(moment + offset, "%Y:%m:%d %H:%M:%S%z"), (moment, "%Y:%m:%d %H:%M:%S")]:
        try:
            taken = datetime.strptime(words, form)  # noqa: DTZ007 (the next line gives the zone)
        except ValueError:
            continue
        if FIRST_YEAR <= taken.year <= timezone.now().year + 1:
            return taken if taken.tzinfo else timezone.make_aware(taken)
    return None
