"""Edits that an editor might make in a form, at random: what is drawn is kept, so that it can be made once more."""

from datetime import date, time

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField
from hypothesis import strategies as st

from content.texts.fields import RichTextFormField
from tests.editing.forms import Fields

WORDS = st.lists(
    st.sampled_from(["spiegel", "wand", "Emmen", "innovatie", "é&<b>", "“daar”", "geit's", "123", "ÅÄÖ", "x_y"]),
    max_size=5,
).map(" ".join)
TEXTS = st.lists(WORDS.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;")), max_size=3).map(
    lambda lines: "".join(f"<p>{line}</p>" for line in lines if line)
)
# Where something is filled in that another field rules out; a number stands once in the world, so ties decide nothing.
EXCLUSIVE = {"video_url", "latitude", "longitude", "is_home"}
POSITIONS = st.integers(min_value=10, max_value=99)


class Edit:
    """Changes to the form of one object: `values` by the name of the input, `files` by the same as (name, bytes)."""

    def __init__(self, page, draw):
        self._draw = draw
        self.values: dict = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.before = Fields(page.content.decode()).values
        form = page.context["adminform"].form
        self._change_some(form)
        for inline in page.context["inline_admin_formsets"]:
            self._change_parts(inline.formset)

    def sent_from(self, page) -> dict:
        """Return what a browser would send from `page` after this edit; without the button."""
        fields = Fields(page.content.decode()).values
        kept = {name: value for name, value in fields.items() if "__prefix__" not in name}
        uploads = {name: SimpleUploadedFile(*file) for name, file in self.files.items()}
        return {**kept, **self.values, **uploads}

    def _change_some(self, form, at_most=5):
        names = [bound.html_name for bound in form if bound.name not in EXCLUSIVE and _is_open(bound)]
        chosen = self._draw(st.lists(st.sampled_from(names), min_size=1, max_size=at_most, unique=True))
        for bound in form:
            if bound.html_name in chosen:
                self._change(bound.html_name, bound.field)

    def _change(self, name: str, field):
        if isinstance(field, forms.FileField):
            self._upload(name, field)
        elif isinstance(field, forms.SplitDateTimeField):
            self.values[f"{name}_0"] = self._draw(st.dates(date(2018, 9, 1), date(2018, 9, 30))).isoformat()
            self.values[f"{name}_1"] = self._draw(st.sampled_from([time(9), time(11, 30)])).isoformat()
        else:
            self.values[name] = self._draw(_values_of(name, field))

    def _upload(self, name: str, field):
        kind = self._draw(st.sampled_from(["first", "second"]))
        self.files[name] = _file_for(name, kind)

    def _change_parts(self, formset):
        """Change rows, let two of them change places, take one away, add one."""
        prefix, rows = formset.prefix, formset.initial_forms
        acts = self._draw(st.sets(st.sampled_from(["change", "swap", "delete", "add"])))
        if "change" in acts and rows:
            self._change_some(self._draw(st.sampled_from(rows)), at_most=2)
        if "swap" in acts and len(rows) > 1:
            self._swap(rows[0], rows[1])
        if "delete" in acts and rows and formset.can_delete:
            self.values[f"{rows[-1].prefix}-DELETE"] = "on"
        if "add" in acts and formset.max_num > len(rows):
            self._add(formset, len(formset.forms))
            self.values[f"{prefix}-TOTAL_FORMS"] = str(len(formset.forms) + 1)

    def _swap(self, one, other):
        """Let two rows exchange what tells them apart."""
        for name in ("case", "position"):
            if name in one.fields:
                mine, theirs = one[name].html_name, other[name].html_name
                self.values |= {mine: self.before[theirs], theirs: self.before[mine]}

    def _add(self, formset, number: int):
        empty = formset.empty_form
        for bound in empty:
            if _is_open(bound) and bound.name not in {formset.fk.name, "slide", "document"}:
                self._change(bound.html_name.replace("__prefix__", str(number)), bound.field)


def _is_open(bound) -> bool:
    return not bound.is_hidden and not bound.field.disabled and bound.name not in {"DELETE", "id"}


def _values_of(name: str, field):
    """Return a strategy for what may stand in a field, as it is sent."""
    if isinstance(field, ModelMultipleChoiceField):
        keys = _keys(field)
        return st.lists(st.sampled_from(keys), unique=True) if keys else st.just([])
    if isinstance(field, ModelChoiceField):
        return st.sampled_from(["", *_keys(field)])
    if isinstance(field, forms.ChoiceField):
        return st.sampled_from([str(value) for value, _label in field.choices if value])
    if isinstance(field, RichTextFormField):
        return TEXTS
    return _plain_values(name, field)


def _keys(field) -> list[str]:
    """What may be chosen, in the same order in each world."""
    return [str(item.pk) for item in sorted(field.queryset.all(), key=str)]


def _plain_values(name: str, field):
    if isinstance(field, forms.BooleanField):
        return st.sampled_from(["on", ""])
    if isinstance(field, forms.IntegerField):
        return POSITIONS.map(str)
    if isinstance(field, forms.DateField):
        return st.dates(date(2018, 9, 1), date(2018, 9, 30)).map(date.isoformat)
    if isinstance(field, forms.URLField):
        return st.sampled_from(["https://example.org/a", "https://example.org/b?c=d&e", ""])
    if isinstance(field, forms.SlugField) or "slug_" in name:
        return st.sampled_from(["", "een-ander-adres", "case-1-nl", "innovatie"])
    return WORDS.map(lambda words: words[: field.max_length or None].strip())


def _file_for(name: str, kind: str) -> tuple[str, bytes]:
    if name.startswith("captions"):
        return f"{kind}.vtt", f"WEBVTT\n\n00:00.000 --> 00:09.000\n{kind}\n".encode()
    if name == "video_file":
        return f"{kind}.mp4", b"\0\0\0\x18ftypmp42" + kind.encode()
    return f"{kind}.txt", f"What was said: {kind}.\n".encode()
