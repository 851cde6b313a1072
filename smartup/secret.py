"""The secret key of an installation that was not given one."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_secret(path: Path) -> str:
    """Return the secret in the file `path`; the first call writes it there, readable by its owner alone.

    Several processes may make that first call at once, and all get the same.
    """
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def _write_once(path: Path, secret: str) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # which only we may read
    with os.fdopen(handle, "w") as file:
        file.write(secret)
    with suppress(FileExistsError):  # another process was first, and its secret counts
        os.link(draft, path)
    Path(draft).unlink()
