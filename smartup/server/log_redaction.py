"""The log names nobody: e-mail addresses and the keys of links are struck out of whatever is written to it.

A database that refuses a row tells what was in it, and the line about a page that failed holds its address.
"""

import logging
import re

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
# What django.core.signing makes, also as it stands in an address (%3A), and the random keys of other pages: long, with
# capitals and figures, which neither a name in our code nor a UUID has. One in 250 has no figure: what stands where a
# key would, in an address or a row's values, is taken for one by its capitals alone.
_SIGNED = r"[A-Za-z0-9_-]{8,}(?:(?::|%3A)[A-Za-z0-9_-]{5,}){1,2}"
_RANDOM = r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{22,}"
_PLACED = r"(?<=[/=(])(?=[\w-]*[A-Z])[\w-]{22,}(?![\w.-])"
_KEY = re.compile(f"{_SIGNED}|{_RANDOM}|{_PLACED}", re.ASCII)


def redact_text(words: str) -> str:
    """Return `words` without e-mail addresses and keys."""
    return _ADDRESS.sub("…@…", _KEY.sub("…", words))


class RedactingFormatter(logging.Formatter):
    def format(self, record):
        """Return the line, and what follows of a traceback."""
        return redact_text(super().format(record))
