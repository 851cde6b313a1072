"""Editing as an editor does: open a form, change some fields, press a button."""

from html.parser import HTMLParser


class Fields(HTMLParser):
    """What the form of an object would send if nobody changed it."""

    def __init__(self, page: str):
        super().__init__()
        self.values, self.select, self.textarea, self.inside = {}, None, None, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":  # the editor's dialogs have forms of their own, in a template
            self.inside = self.inside or (given.get("id") or "").endswith("_form")
        elif self.inside:
            getattr(self, f"read_{tag}", self.pass_over)(given)

    def pass_over(self, given):
        pass

    def read_input(self, given):
        checkable = given.get("type") in {"checkbox", "radio"}
        if given.get("name") and given.get("type") not in {"file", "submit"} and (not checkable or "checked" in given):
            self.values[given["name"]] = given.get("value") or ("on" if checkable else "")

    def read_select(self, given):
        self.select = given.get("name")
        self.values[self.select] = []

    def read_option(self, given):
        if self.select and "selected" in given:
            self.values[self.select].append(given.get("value", ""))

    def read_textarea(self, given):
        self.textarea = given["name"]
        self.values[self.textarea] = ""

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            # as a browser does, drop the newline that begins it
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\n")
            self.textarea = None
        elif tag == "select":
            self.select = None


def edit(editor, url, press="_save", **changes):
    """Open the form at `url`, fill in `changes`, press the button of that name, and return the last page."""
    fields = Fields(editor.get(url).content.decode()).values
    kept = {name: value for name, value in fields.items() if "__prefix__" not in name}
    return editor.post(url, {**kept, **changes, press: ""}, follow=True)


def told(response) -> list[str]:
    """Return the messages of a page."""
    return [str(message) for message in response.context["messages"]]
