"""Whether two texts say the same, however they are laid out."""

from content.texts.html_reader import divided_words, read_html


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts hold the same words and lead to the same places; bold, headings and white space don't count."""
    return one == other or _words_and_places(one) == _words_and_places(other)


def _words_and_places(text: str) -> tuple[list[str], list[str]]:
    if not {"<", "&"} & set(text):
        return text.split(), []
    pieces = read_html(text)
    places = [value or "" for piece in pieces for name, value in piece.attributes if name in {"href", "src"}]
    return divided_words(pieces), places
