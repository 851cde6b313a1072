"""A page as a test reads it: elements are found as a style sheet finds them, and give the words that a reader sees."""

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SIMPLE = re.compile(r"(?P<tag>[\w]+)|\.(?P<kind>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<name>[\w-]+)(?:=(?P<value>[^\]]*))?\]")


class Element:
    """An element; `element["href"]` is an attribute, `element.text` its words on one line."""

    def __init__(self, tag: str, attributes: dict, parent: "Element | None" = None):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.inside: list[Element | str] = []

    def __getitem__(self, name: str):
        return self.attributes[name]

    def get(self, name: str):
        """Return an attribute, None when the element hasn't got it; one without a value is empty."""
        return self.attributes.get(name)

    @property
    def text(self) -> str:
        return " ".join("".join(self._words()).split())

    def all(self, selector: str) -> list["Element"]:
        """Return the elements in here that `selector` finds: tag, .class, #id and [name=value], inside each other."""
        *around, last = selector.split()
        return [each for each in self._elements() if each.fits(last) and each.lies_in(around, self)]

    def one(self, selector: str) -> "Element":
        """Return the one element that `selector` finds; fails when there is none, or more."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} × {selector}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return [each.text for each in self.all(selector)]

    def links(self, selector: str = "a") -> list[tuple[str, str]]:
        """Return words and address of each link."""
        return [(each.text, each["href"]) for each in self.all(selector)]

    def fits(self, simple: str) -> bool:
        return all(self._fits(part) for part in SIMPLE.finditer(simple))

    def lies_in(self, around: list[str], root: "Element") -> bool:
        wanted, above = list(around), self.parent
        while wanted and above is not None and above is not root:
            if above.fits(wanted[-1]):
                wanted.pop()
            above = above.parent
        return not wanted

    def _fits(self, part: re.Match) -> bool:
        if part["tag"]:
            return self.tag == part["tag"]
        if part["kind"]:
            return part["kind"] in (self.get("class") or "").split()
        if part["id"]:
            return self.get("id") == part["id"]
        return part["name"] in self.attributes and part["value"] in (None, self.get(part["name"]))

    def _elements(self):
        for each in self.inside:
            if isinstance(each, Element):
                yield each
                yield from each._elements()

    def _words(self):
        for each in self.inside:
            yield each if isinstance(each, str) else "".join(each._words()) + ("\n" if each.tag == "br" else "")


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.open = Element("", {})

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.inside.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.tag == tag, f"</{tag}> closes <{self.open.tag}>"
        self.open = self.open.parent

    def handle_data(self, data):
        self.open.inside.append(data)


def parsed(html: str) -> Element:
    """Return the root of `html`; fails when an element is closed by another's end."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open is builder.root, f"<{builder.open.tag}> stays open"
    return builder.root


def read(client, path: str, **query) -> Element:
    """Return the page at `path` as `client` sees it; fails when there is none."""
    answer = client.get(path, query)
    assert answer.status_code == 200, f"{path} answers {answer.status_code}"
    return parsed(answer.text)
