"""Where the site says that it is: in mails, which nobody asked for at an address."""

import os
import secrets
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

_EVERYWHERE = {"", "*", "0.0.0.0", "::"}  # noqa: S104


def own_address(*, https: bool, hosts: Sequence[str], host: str, port: str) -> str:
    """Return the site's address, such as https://www.example.org, without a slash at its end.

    https: whether visitors use it; then the first of `hosts` (ALLOWED_HOSTS) is the site. Without, it is a site that
    listens at `host` and `port`.
    """
    if https:
        return f"https://{_name(hosts[0] if hosts else '')}"
    return f"http://{_name(host)}:{port}"


def own_mailbox(site: str) -> str:
    """Return the mailbox of which mails come that were written at the address `site`."""
    host = urlsplit(site).hostname or "localhost"
    return f"smartup@{'localhost' if _is_number(host) else host}"


def _name(host: str) -> str:
    if host in _EVERYWHERE:
        return "localhost"
    host = host.removeprefix(".")  # which allows every name below it
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


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
