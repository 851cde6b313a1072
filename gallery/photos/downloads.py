"""Photos to take home: the largest size that visitors see, which tells nothing of camera and place."""

from collections.abc import Iterable

from django.core.files.storage import default_storage

from content.documents.archive import ArchiveMember
from content.pictures.renditions.files import extensions_for, rendition_name, widths_for

_DIGITS = 4


def download_name(album_slug: str, number: int, extension: str) -> str:
    """Return what the photo with this `number` in its album is called on a visitor's disk."""
    return f"{album_slug}-{number:0{_DIGITS}d}.{extension}"


def largest_file(photo: dict) -> tuple[str, str]:
    """Return (name in storage, extension) of the largest size of `photo` that every program opens."""
    extension = extensions_for(photo["transparent"])[1]
    return rendition_name(photo["digest"], max(widths_for(photo["width"], photo["height"])), extension), extension


def photo_members(photos: Iterable[dict], album_slug: str) -> list[ArchiveMember]:
    """Return the files of `photos` (rows of `as_files()`) for an archive, numbered in their order."""
    files = [largest_file(photo) for photo in photos]
    return [
        ArchiveMember(download_name(album_slug, number, extension), default_storage, name)
        for number, (name, extension) in enumerate(files, start=1)
    ]
