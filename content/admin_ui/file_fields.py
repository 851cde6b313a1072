"""Several files in one form field."""

from django import forms


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Gives a list of uploaded files, empty when none were chosen."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        return [super(ManyFilesField, self).clean(each, initial) for each in data or []]
