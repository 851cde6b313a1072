"""Names of files that are good on every system, made from titles."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from content.languages.addresses import page_path_by_key
from content.languages.fields import slug_from
from content.texts.languages import text_of

# Bytes of a name without its extension; most systems take 255 with it, and a folder in front of it needs room too.
LONGEST = 150

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)


def extension_of(file: str | None) -> str:
    """Return the extension of a stored file in small letters, without its dot."""
    return (file or "").rpartition(".")[2].lower()


def address_name(source: Any, language: str, file: str | None) -> str:
    """Return what a document is called in its address: the title in the file's language, as in local-factor.pdf."""
    return f"{slug_from(text_of(source, 'title', language).words) or 'document'}.{extension_of(file)}"


def readable_name(title: str, language: str, extension: str) -> str:
    """Return a file name that says title and language, and that Windows, macOS and Linux all accept."""
    visible = "".join(letter for letter in unicodedata.normalize("NFC", title) if not _is_hidden(letter))
    return f"{_named(_short(_clean(visible)))} ({language.upper()}).{extension}"


def unique_names(names: Iterable[str]) -> list[str]:
    """Return `names` with a number behind those that another has already; Windows sees no difference in case."""
    taken: set[str] = set()
    chosen = []
    for name in names:
        chosen.append(_free(name, taken))
        taken.add(chosen[-1].casefold())
    return chosen


def _free(name: str, taken: set[str]) -> str:
    stem, _dot, extension = name.rpartition(".")
    number, free = 2, name
    while free.casefold() in taken:
        number, free = number + 1, f"{stem} ({number}).{extension}"
    return free


def _is_hidden(letter: str) -> bool:
    """Control characters, and marks that turn the direction of what follows, but no spaces."""
    return unicodedata.category(letter).startswith("C") and not letter.isspace()


def _clean(title: str) -> str:
    """The title with a space where a character is forbidden; a dot or space at an end vanishes on Windows."""
    return _FORBIDDEN.sub(" ", title.replace(": ", " - ")).strip(" .")


def _short(title: str) -> str:
    """The title in at most LONGEST bytes, cut between letters."""
    return title.encode()[:LONGEST].decode(errors="ignore").rstrip(" .")


def _named(title: str) -> str:
    """The title, or a word instead of nothing; a name that Windows keeps for a device gets a line behind it."""
    return (
        _RESERVED.sub(lambda found: f"{found[0]}_", title, count=1) if _RESERVED.match(title) else title or "document"
    )


def file_address(pk: UUID) -> str:
    """Return the path at which the document with key `pk` is fetched, the same in each language."""
    return page_path_by_key("document_files:file", pk)
