"""Where pictures come in: whichever form offers this field, only those that can be shown get through."""

from django import forms
from django.db import models

from content.pictures.intake.originals import read_original
from content.pictures.intake.pixels import FORMATS

# What a browser offers to choose; phones know HEIF by the name of its commonest kind.
ACCEPTED = ",".join(f"image/{name.lower()}" for name in [*FORMATS, *(["HEIC"] if "HEIF" in FORMATS else [])])


class OriginalFormField(forms.FileField):
    """Gives an uploaded picture with what was read of it as its `measures`; says in words why another file is refused."""

    widget = forms.FileInput  # nothing to clear, and no link: originals have no address

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": ACCEPTED}

    def to_python(self, data):
        file = super().to_python(data)
        if file:
            file.measures = read_original(file)  # type: ignore[attr-defined]
        return file


class OriginalField(models.ImageField):
    """An image column whose forms look into the file before they take it."""

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "form_class": OriginalFormField, "widget": forms.FileInput})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs  # the database sees no difference
