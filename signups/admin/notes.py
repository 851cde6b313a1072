"""What officers want to remember of somebody."""

from typing import Any

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from signups.models import Note


class NoteFormSet(BaseInlineFormSet):
    """Everybody reads all notes, and changes one's own; `reader` is the account of whoever looks."""

    reader: Any = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        note = form.instance
        if not note._state.adding and note.author_id != self.reader.pk:
            for name in {"text", "DELETE"} & set(form.fields):
                form.fields[name].disabled = True


class NoteInline(admin.StackedInline):
    model = Note
    formset = NoteFormSet
    extra = 0
    fields = ["text", ("author", "written_at")]
    readonly_fields = ["author", "written_at"]
    verbose_name_plural = _("Notes: this person may ask to read them")

    def get_formset(self, request, obj=None, **kwargs):
        made: Any = super().get_formset(request, obj, **kwargs)
        made.reader = request.user
        return made

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author", "stakeholder")
