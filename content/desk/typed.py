"""Forms filled with what somebody typed earlier and that nobody has judged yet."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from django.forms import BaseFormSet, BoundField, Form
from django.forms.utils import ErrorDict
from django.http import QueryDict

# The names of chosen files, which a form can't bring back; static/js/desk/typed.js sends them.
FILES = "_files"


class Unjudged:
    """Part of a form: it shows what was typed and says nothing of it."""

    def full_clean(self):
        self._errors, self.cleaned_data = ErrorDict(), {}


class UnjudgedSet:
    """Part of a set of forms: it shows what was typed and says nothing of it."""

    def full_clean(self):
        self._errors, self._non_form_errors = [], self.error_class()


def filled(form: type[Form], typed: QueryDict) -> type[Form]:
    """Return the class of forms like `form` that come back with `typed`."""

    class Filled(Unjudged, form):  # type: ignore[valid-type]
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **{**kwargs, "data": typed})

    return Filled


def unjudged(formset: type[BaseFormSet]) -> type[BaseFormSet]:
    """Return the class of sets of forms like `formset` that say nothing of what was typed."""
    form = type(formset.form.__name__, (Unjudged, formset.form), {})
    return type(formset.__name__, (UnjudgedSet, formset), {"form": form})


def parsed(typed: str) -> QueryDict:
    """Return a form that was sent as text; however many fields it has, for it is the editor's own."""
    data = QueryDict(mutable=True)
    for name, value in parse_qsl(typed, keep_blank_values=True):
        data.appendlist(name, value)
    return data


def sent_by(field: BoundField) -> Iterator[tuple[str, list[str]]]:
    """Yield (name, values) that the input of `field` would send if nobody touched it."""
    widget: Any = getattr(field.field.widget, "widget", field.field.widget)  # within the admin's links beside it
    shown = widget.get_context(field.html_name, field.value(), {})["widget"]
    for part in shown.get("subwidgets", [shown]):
        yield part["name"], _values(part)


def _values(widget: dict) -> list[str]:
    if widget.get("type") == "checkbox":
        return ["on"] if widget["attrs"].get("checked") else []
    value = widget["value"]
    return list(value) if isinstance(value, (list, tuple)) else ["" if value is None else str(value)]


class Rows:
    """The rows of one inline set within what was sent, which may be changed: evidence-0-passage_nl and so on."""

    def __init__(self, data: QueryDict, prefix: str, key: str):
        """key: the name of the field that says which row it is."""
        self.data, self.prefix, self.key = data, prefix, key

    @property
    def is_sent(self) -> bool:
        """Whether the form had this set at all."""
        return f"{self.prefix}-TOTAL_FORMS" in self.data

    def standing(self) -> list[str]:
        """Return the keys of the rows that existed when the form was opened."""
        return [self.data.get(f"{self.prefix}-{place}-{self.key}", "") for place in range(self._count("INITIAL"))]

    def place_of(self, key: str) -> str | None:
        """Return the prefix of the row with this key."""
        return next((f"{self.prefix}-{place}" for place, each in enumerate(self.standing()) if each == key), None)

    def take_out(self, key: str) -> list[str]:
        """Take the row with this key out, the others move up; return what was written in it."""
        place = self.standing().index(key)
        taken = self._of(place)
        for following in range(place, self._count("TOTAL")):
            self._clear(following)
            for name, values in self._of(following + 1).items():
                self.data.setlist(f"{self.prefix}-{following}-{name}", values)
        for kind in ("TOTAL", "INITIAL"):
            self.data[f"{self.prefix}-{kind}_FORMS"] = str(self._count(kind) - 1)
        return [
            value for name, values in taken.items() if name not in {self.key, "DELETE"} for value in values if value
        ]

    def _count(self, kind: str) -> int:
        count = self.data.get(f"{self.prefix}-{kind}_FORMS", "")
        return int(count) if count.isdecimal() else 0

    def _of(self, place: int) -> dict[str, list[str]]:
        begin = f"{self.prefix}-{place}-"
        return {name.removeprefix(begin): values for name, values in self.data.lists() if name.startswith(begin)}

    def _clear(self, place: int) -> None:
        for name in self._of(place):
            del self.data[f"{self.prefix}-{place}-{name}"]
