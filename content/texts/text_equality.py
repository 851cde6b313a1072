"""Whether two texts say the same, however they are laid out."""

from html.parser import HTMLParser

# Markup that stands inside a word, or around it; any other element divides words.
_INSIDE = {"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
_LEADING = {"href", "src"}


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts hold the same words and lead to the same places; bold, headings and white space don't count."""
    return one == other or _said(one) == _said(other)


def _said(text: str) -> tuple[list[str], list[str]]:
    if not {"<", "&"} & set(text):
        return text.split(), []
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.words).split(), reader.places


class _Reader(HTMLParser):
    """Takes the words out of HTML, and the places that it leads to."""

    def __init__(self):
        super().__init__()
        self.words: list[str] = []
        self.places: list[str] = []

    def handle_data(self, data):
        self.words.append(data)

    def handle_starttag(self, tag, attrs):
        self._divide(tag)
        self.places += [value or "" for name, value in attrs if name in _LEADING]

    def handle_endtag(self, tag):
        self._divide(tag)

    def _divide(self, tag):
        if tag not in _INSIDE:
            self.words.append(" ")
