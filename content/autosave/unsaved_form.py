"""Forms filled with what somebody typed earlier and that nobody has judged yet."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict

from content.autosave.conflicts import EditConflict
from content.autosave.models import EditSession
from content.workflow.models import Publishable

# The names of chosen files, which a form can't bring back; static/js/admin/unsaved-form.js sends them.
FILES = "_files"
# As many rows as Django makes forms for; whoever says that there are more makes us count for nothing.
MOST_ROWS = 2000


class WithoutErrors:
    """Part of a form: it shows what was typed and says nothing of it."""

    def full_clean(self):
        self._errors, self.cleaned_data = ErrorDict(), {}


class UnjudgedSet(BaseFormSet):
    """Part of a set of forms: it shows what was typed and says nothing of it."""

    def full_clean(self):
        self._errors, self._non_form_errors = [], self.error_class()


def prefilled_form(form: type[BaseForm], typed: QueryDict) -> type[Any]:
    """Return the class of forms like `form` that come back with `typed`."""

    class Filled(WithoutErrors, form):  # type: ignore[valid-type, misc]  # a class that is known at run time
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **{**kwargs, "data": typed})

    return Filled


def formset_without_errors(formset: type[BaseFormSet]) -> type[BaseFormSet]:
    """Return the class of sets of forms like `formset` that say nothing of what was typed."""
    form = type(formset.form.__name__, (WithoutErrors, formset.form), {})
    return type(formset.__name__, (UnjudgedSet, formset), {"form": form})


def number_in(text: str | None) -> int | None:
    """Return the number that `text` is; None when it is no number, or one that no database knows."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def parse_form_data(typed: str) -> QueryDict:
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
        value = part["value"]
        if part.get("type") == "checkbox":
            yield part["name"], ["on"] if part["attrs"].get("checked") else []
        else:
            yield (
                part["name"],
                list(value) if isinstance(value, (list, tuple)) else ["" if value is None else str(value)],
            )


class InlineRows:
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

    def take_out(self, keys: Collection[str]) -> list[list[str]]:
        """Take the rows with these keys out, the others move up; return what was written in each of them."""
        rows, standing = self._sent(), self.standing()
        gone = {place for place, key in enumerate(standing) if key in keys}
        if not gone:
            return []
        for place, row in enumerate(rows):
            for name in row:
                del self.data[f"{self.prefix}-{place}-{name}"]
        kept = [row for place, row in enumerate(rows) if place not in gone]
        for place, row in enumerate(kept):
            for name, values in row.items():
                self.data.setlist(f"{self.prefix}-{place}-{name}", values)
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(kept))
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(standing) - len(gone))
        taken = [rows[place] for place in sorted(gone) if place < len(rows)]
        unwritten = {self.key, "DELETE"}
        return [
            [text for name, texts in row.items() if name not in unwritten for text in texts if text] for row in taken
        ]

    def _count(self, kind: str) -> int:
        """Return how many rows there are said to be, of which no more than MOST_ROWS are believed."""
        number = number_in(self.data.get(f"{self.prefix}-{kind}_FORMS"))
        return min(number or 0, MOST_ROWS)

    def _sent(self) -> list[dict[str, list[str]]]:
        """Return name → values of each row; every field is looked at once, however many there are."""
        rows: list[dict[str, list[str]]] = [{} for _place in range(self._count("TOTAL"))]
        pattern = re.compile(rf"{re.escape(self.prefix)}-(0|[1-9][0-9]{{0,3}})-(.+)")
        for name, values in self.data.lists():
            found = pattern.fullmatch(name)
            if found and int(found[1]) < len(rows):
                rows[int(found[1])][found[2]] = values
        return rows


@dataclass
class Editing:
    """What the steps of opening and of saving a form know of each other.

    typed: what fills the form, unjudged, in place of what the object holds. sitting: where that was kept, when it was
    typed earlier; lost: what of it belongs to parts that others took away. conflict: what the editor has to choose.

    on_site: the object as visitors see it, while its row is on trial; on_trial: the object with what waits laid over it.
    saved: the object that the form was saved to; None while it has faults, or is only shown.
    """

    typed: QueryDict | None = None
    sitting: EditSession | None = None
    lost: list[str] = field(default_factory=list)
    conflict: EditConflict | None = None
    on_site: Publishable | None = None
    on_trial: Publishable | None = None
    saved: Any = None
