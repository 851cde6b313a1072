"""Files on their way in, in chunks, through lost connections, reloads and restarts.

All that is remembered of a file is the part of it that is there, under a name made from who sends what; how large that
is says where to go on. A photo that has come in leaves a mark, so that an answer that got lost can be given again.
"""

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import FileIO
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import OperationalError
from django.utils import timezone

from content.pictures.disk_space import NoRoom, check_room
from content.pictures.intake.originals import check_size
from gallery.models import Album, Photo
from gallery.photos.adding import AddedPhoto, add_photo

CHUNK = 2 * 1024 * 1024
KEPT_FOR = timedelta(days=1)
# Of what one editor has sent, and is no photo yet; three files at once need much less.
QUOTA = 2 * 1024**3


class WrongOffset(Exception):
    """A chunk doesn't begin where the part ends, at `offset`."""

    def __init__(self, offset: int):
        super().__init__(offset)
        self.offset = offset


class TooMuchUnfinished(Exception):
    """This editor has sent a lot of files and finished none of them."""


class AnnouncedFile(NamedTuple):
    """A file as the browser tells of it; size in bytes, modified in milliseconds since 1970."""

    name: str
    size: int
    modified: int


class PartialUpload:
    """What is there of a file that `user` sends to `album`. Raises ValidationError for a file of no possible size."""

    def __init__(self, user, album: Album, announced: AnnouncedFile):
        check_size(announced.name, announced.size)
        self.user, self.album, self.announced = user, album, announced
        told = "\0".join([str(album.pk), *(str(each) for each in announced)])
        name = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        self.folder = parts_folder() / str(user.pk)
        self.path = self.folder / name
        self.mark = self.folder / f"{name}.done"

    def offset(self) -> int:
        """Return how many bytes are there."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def finished(self) -> Photo | None:
        """Return the photo that the file has become, as long as it is in the album."""
        try:
            key = UUID(self.mark.read_text())
        except (FileNotFoundError, ValueError):
            return None
        return Photo.objects.filter(pk=key, album=self.album).first()

    def receive(self, chunk: bytes, offset: int) -> AddedPhoto | None:
        """Put `chunk` at `offset`, and return the photo once the file is whole.

        Raises WrongOffset, NoRoom, TooMuchUnfinished, and ValidationError for a file that can't come in: that part is
        thrown away.
        """
        check_room(self.folder, self.announced.size)
        if sum(_sizes(self.folder)) > QUOTA:
            raise TooMuchUnfinished
        with self._held() as file:
            if offset != self.offset() or offset + len(chunk) > self.announced.size:
                raise WrongOffset(self.offset())
            with _noticing_a_full_disk(self.path):
                file.write(chunk)
                if self.offset() < self.announced.size:
                    return None
                os.fsync(file.fileno())
                return self._taken_in()

    def _taken_in(self) -> AddedPhoto:
        try:
            with CompleteUpload(self.path, self.announced.name) as file:
                added = add_photo(self.album, file, author=self.user)
        except ValidationError:
            self.path.unlink()
            raise
        self.path.unlink(missing_ok=True)  # the file of a photo that was there already has not been moved away
        with suppress(OSError):  # without it, the file is sent once more and found to be there
            self.mark.write_text(str(added.photo.pk))
        return added

    @contextmanager
    def _held(self) -> Iterator[FileIO]:
        """Open the part for whoever has it alone; one that was taken away while we waited is begun anew."""
        while True:
            with self.path.open("ab", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self._is_still(file):
                    yield file
                    return

    def _is_still(self, file: FileIO) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        except FileNotFoundError:
            return False


class CompleteUpload(File):
    """A part that is all there; storage on the same disk moves it, which takes no room and no time."""

    def __init__(self, path: Path, name: str):
        super().__init__(path.open("rb"), name)
        self._path = path

    def temporary_file_path(self) -> str:
        """Where it is now, for Django's storage to take it from."""
        return str(self._path)


def parts_folder() -> Path:
    """Return where parts are kept; no address leads there."""
    return Path(settings.DATA_DIR) / "parts"


def sweep_parts() -> int:
    """Throw away what nobody has sent more of for a day; return how many."""
    before = (timezone.now() - KEPT_FOR).timestamp()
    old = [path for path in parts_folder().glob("*/*") if path.lstat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _sizes(folder: Path) -> Iterator[int]:
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                yield entry.stat().st_size
            except FileNotFoundError:  # finished meanwhile
                continue


@contextmanager
def _noticing_a_full_disk(path: Path) -> Iterator[None]:
    """Give back the room of a part that filled the disk: the site needs it more."""
    try:
        yield
    except (OSError, OperationalError) as error:
        if not is_full(error):
            raise
        path.unlink(missing_ok=True)
        raise NoRoom from error


def is_full(error: Exception) -> bool:
    """Whether `error` says that a disk is full, as a system, SQLite and PostgreSQL do."""
    number = getattr(error, "errno", None)
    return number in {errno.ENOSPC, errno.EDQUOT} or "disk is full" in str(error) or "No space left" in str(error)
