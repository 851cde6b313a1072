"""Forms for texts in two languages: either will do, and each field says which language it is in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationBaseModelAdmin
from modeltranslation.translator import translator

from content.texts.languages import label_of, language_columns

EMPTY = (None, "")

# Put into words where it is shown: a form that is sent shows nothing.
_label_of = lazy(label_of, str)


def needed_texts(model) -> list[str]:
    """Return the translated fields that `model` can't do without."""
    fields = translator.get_options_for_model(model).all_fields
    return [name for name in fields if not model._meta.get_field(name).blank]


class AnyLanguageForm(forms.ModelForm):
    """Asks for the texts that a model can't do without in one language at least, whichever that is.

    complete: False for a draft, which may lack whatever it likes.
    """

    complete = True

    def __init__(self, *args, complete: bool | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.complete = self.complete if complete is None else complete
        texts = {column for name in needed_texts(self._meta.model) for column in language_columns(name)}
        for name, field in self.fields.items():  # say of what is empty at first whether it may stay so
            if name in texts:
                words = _("needed in one language")
            elif field.required and field.initial in EMPTY:
                words = _("needed") if self.complete else _("needed to publish")
            else:
                continue
            field.label_suffix = format_html(': <span class="needed">{}</span>', words)
        if not self.complete:
            for field in self.fields.values():
                field.required = False

    def full_clean(self):
        super().full_clean()
        if self.complete and self.is_bound and not (self.empty_permitted and not self.has_changed()):
            self._ask_for_texts()
            self._ask_for_the_rest()

    def _ask_for_the_rest(self):
        """Ask what the model asks of itself before the public may see it."""
        check = getattr(self.instance, "check_complete", None)
        if check is None or self.errors:
            return
        try:
            check()
        except ValidationError as lacking:
            self.add_error(None, lacking)

    def _ask_for_texts(self):
        for name in needed_texts(self._meta.model):
            asked = [column for column in language_columns(name) if column in self.fields]
            answered = any(self.cleaned_data.get(column) or column in self.errors for column in asked)
            if asked and not answered:
                self.add_error(asked[0], _("Fill this in, in Dutch, in English or in both."))


class LanguageFields(TranslationBaseModelAdmin):
    """Base of an admin: translated fields ask for any language, and are labelled and spell-checked in their own."""

    form: Any = AnyLanguageForm

    def labels(self) -> dict[str, str]:
        """Return what the translated fields are called where they are only shown."""
        fields = self.model._meta.concrete_fields
        return {field.name: _label_of(field) for field in fields if hasattr(field, "translated_field")}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Take an address without a scheme for https, as Django will do from version 6 on."""
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def patch_translation_field(self, db_field, field, request, **kwargs):
        super().patch_translation_field(db_field, field, request, **kwargs)
        original = getattr(db_field, "translated_field", None)
        if original is None:
            return
        field.required = False
        field.label = _label_of(db_field)
        self._get_widget_from_field(field).attrs["lang"] = db_field.language
