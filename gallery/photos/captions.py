"""What editors say of the photos of an album, on one page: of each by itself."""

from contextlib import suppress
from uuid import UUID

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.text import capfirst

from content.languages import translation_sources
from content.texts.languages import language_columns, saving_language
from gallery.models import Photo
from gallery.photos.photo_log import log_changed


class PhotoForm(forms.ModelForm):
    """One photo's words. Each field carries along what it was when it was shown, so that only a change is saved."""

    class Meta:
        model = Photo
        fields = [*language_columns("alt"), "decorative", "credit", "focal_x", "focal_y"]
        widgets = {column: forms.Textarea(attrs={"rows": 2}) for column in language_columns("alt")}

    def __init__(self, data=None, *, instance: Photo):
        super().__init__(data, instance=instance, prefix=str(instance.pk))
        label_by_language(self)
        for field in self.fields.values():
            field.show_hidden_initial = True
            field.help_text = ""

    @transaction.atomic
    def save_changes(self, author) -> bool:
        """Save what was changed and nothing else; return whether that was anything."""
        if not self.changed_data:
            return False
        before = Photo.objects.get(pk=self.instance.pk)
        texts = ["alt"] if set(language_columns("alt")) & set(self.changed_data) else []
        with saving_language():
            self.instance.save(update_fields=[*self.changed_data, *texts])
        translation_sources.note_text_changes(Photo.objects.get(pk=before.pk), before)
        log_changed([self.instance], self.changed_data, author)
        return True


def label_by_language(form: forms.BaseForm) -> None:
    """Say which language each alternative text is in; neither is asked for."""
    label = capfirst(Photo._meta.get_field("alt").verbose_name)
    for code, name in settings.LANGUAGES:
        field = form.fields[f"alt_{code}"]
        field.required = False
        field.label = f"{label} ({name})"
        field.widget.attrs["lang"] = code


def photos_by_key(photos, keys: list[str]):
    """Return those of `photos`, a queryset, whose keys are among `keys`, as they were sent."""
    valid = []
    for key in keys:
        with suppress(ValueError):
            valid.append(UUID(key))
    return photos.filter(pk__in=valid)
