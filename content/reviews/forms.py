"""What somebody answers to “Is this right?”."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.reviews.models import Answer
from content.reviews.reviewables import Reviewable, Wording, wording_mark
from content.texts.corrections import html_to_plain, merge_text, normalize_newlines
from content.texts.fields import RichTextField

LONGEST = 50_000


class AnswerForm(forms.Form):
    """Yes, or other words: a field for each column that may be corrected, filled with what stands there now.

    `text_…` holds what is typed, `was_…` the mark of what was filled in, by which one knows what was touched.
    """

    answer = forms.ChoiceField(choices=Answer.Verdict.choices)
    wording = forms.CharField(widget=forms.HiddenInput)
    remark = forms.CharField(
        label=gettext_lazy("What else should we know?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data, kind: Reviewable, wording: Wording):
        """kind: of the object that is asked about; wording: what it says now."""
        self._now = wording
        self._fields: dict[str, Any] = {name: kind.model._meta.get_field(name) for name in wording}
        super().__init__(data, initial={"wording": wording_mark(wording)}, label_suffix="")
        for name, field in self._fields.items():
            words = self._shown(name)
            self.fields[f"text_{name}"] = _field_for(field, words)
            self.fields[f"was_{name}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=wording_mark({name: words})
            )

    def texts(self) -> list[forms.BoundField]:
        """Return the fields of the texts."""
        return [self[f"text_{name}"] for name in self._fields]

    def marks(self) -> list[forms.BoundField]:
        """Return the fields that nobody sees."""
        return [field for field in self if field.is_hidden]

    def written(self) -> Wording:
        """Return column → words for what was changed, as the columns hold them: not yet sanitised."""
        written = {}
        for name, field in self._fields.items():
            typed = normalize_newlines(self.cleaned_data.get(f"text_{name}") or "")
            if typed != self._shown(name):
                is_rich = isinstance(field, RichTextField)
                written[name] = (field.to_python(merge_text(self._now[name], typed)) or "") if is_rich else typed
        return written

    def renewed(self) -> "AnswerForm":
        """Return this form for what the object says now: what was typed stays, what wasn't touched follows."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["wording"] = wording_mark(self._now)
        for name in self._fields:
            if wording_mark({name: normalize_newlines(data.get(f"text_{name}", ""))}) == data.get(f"was_{name}"):
                data[f"text_{name}"] = self._shown(name)
            data[f"was_{name}"] = wording_mark({name: self._shown(name)})
        self.data = data
        return self

    def clean(self):
        """Ask what is meant when the answer and the texts don't fit together."""
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["wording"] != wording_mark(self._now):
            raise ValidationError(_("The text was changed meanwhile. Please look at it once more."), code="changed")
        approved = cleaned["answer"] == Answer.Verdict.APPROVED
        if approved and self.written():
            raise ValidationError(
                _("You changed the text below. Press “Send my corrections” to hand that in, or undo it first.")
            )
        if not (approved or self.written() or cleaned["remark"]):
            raise ValidationError(_("Nothing was changed yet. Correct the text, or write what should be different."))
        return cleaned

    def _shown(self, name: str) -> str:
        words = self._now[name]
        return normalize_newlines(html_to_plain(words) if isinstance(self._fields[name], RichTextField) else words)


def _field_for(field: Any, words: str) -> forms.Field:
    common: dict[str, Any] = {"label": _label(field), "required": False, "initial": words}
    if isinstance(field, models.URLField):
        return forms.URLField(**common, max_length=field.max_length, assume_scheme="https")
    rows = max(2, min(16, len(words) // 60 + words.count("\n") + 1))
    attrs: dict[str, Any] = {"rows": rows}
    if hasattr(field, "language"):
        attrs["lang"] = field.language
    return forms.CharField(**common, max_length=field.max_length or LONGEST, widget=forms.Textarea(attrs=attrs))


def _label(field: Any) -> str:
    original = getattr(field, "translated_field", None)
    if original is None:
        return capfirst(str(field.verbose_name))
    language = dict(settings.LANGUAGES)[field.language]
    return f"{capfirst(str(original.verbose_name))} ({language})"
