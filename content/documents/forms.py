"""The one door through which documents come in."""

from django import forms

from content.documents.intake import check_document, measure_document
from content.documents.models import Document
from content.texts.languages import language_columns


class DocumentForm(forms.ModelForm):
    """Accepts a file that is what its name says, and measures it."""

    class Meta:
        model = Document
        fields = [*language_columns("title", "description"), "file", "language", "position"]

    def clean_file(self):
        """Look into a newly chosen file; the one that is kept was looked into before."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_document(file)
        return file

    def save(self, commit=True):
        """Save the document with its size and number of pages."""
        if not self.errors and "file" in self.changed_data:
            measure_document(self.instance)
        return super().save(commit)
