"""Pictures that may not come in, wherever they are to stand: an app that knows of such says so here."""

from collections.abc import Callable

Check = Callable[[str, str], None]

_checks: list[Check] = []


def register_refusal(check: Check) -> Check:
    """Have `check` asked about each new picture.

    check: takes the digest of the content and what to call the file; raises ValidationError, in words for whoever uploads it.
    """
    _checks.append(check)
    return check


def check_welcome(digest: str, file: str) -> None:
    """Raise ValidationError when some app refuses the picture with this `digest`."""
    for check in _checks:
        check(digest, file)
