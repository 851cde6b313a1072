"""The secret key of an installation that was not given one."""

import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """Return the secret in the file `path`; the first call writes it there, readable by its owner alone."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
