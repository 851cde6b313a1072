"""Which buttons and links an editor sees: below a form, on top of it, and above a list."""

import re
from html import unescape

# What is pressed; a dropdown's own words ("Schedule", "More") are no act.
ACT = re.compile(r"<(button|a)\b[^>]*>(.*?)</\1>", re.DOTALL)


def buttons(response) -> list[str]:
    """Return the words of what can be pressed below a form, in its order."""
    found = _part(response, 'class="submit-row"', "</form>")
    return [_words(inner) for _tag, inner in ACT.findall(found)]


def tools(response) -> list[str]:
    """Return the words of the links on top of a form or of a list."""
    return [_words(inner) for _tag, inner in ACT.findall(_part(response, 'class="object-tools"', "</ul>"))]


def actions(response) -> list[str]:
    """Return the names of what a list offers to do with several at once."""
    return re.findall(r'<option value="(\w+)"', _part(response, '<select name="action"', "</select>"))


def notes(response) -> list[str]:
    """Return what a form says of what waits."""
    pattern = re.compile(r'<(p|div) class="waiting-note"[^>]*>(.*?)</\1>', re.DOTALL)
    return [_words(inner) for _tag, inner in pattern.findall(response.text)]


def _part(response, begin: str, end: str) -> str:
    return response.text.partition(begin)[2].partition(end)[0]


def _words(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", html).split()))
