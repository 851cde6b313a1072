"""Files that visitors download, alone or all in one archive."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.languages.models import has_text
from content.pictures.models import private_storage
from content.texts.languages import language_columns, text_of
from content.workflow.models import LiveQuerySet, Publishable

EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip"]


def document_path(instance, filename: str) -> str:
    """Return where a document is kept; its public name is made from its title."""
    return f"documents/{uuid.uuid4().hex}.{filename.rpartition('.')[2].lower()}"


class DocumentQuerySet(LiveQuerySet):
    def as_rows(self):
        """Plain rows with what a list of documents shows."""
        return self.values(
            "id", *language_columns("title", "description"), "language", "file", "size", "pages", "position"
        )


class Document(Publishable):
    """A file in one language, with what a visitor wants to know before downloading it."""

    title = models.CharField(
        _("title"), max_length=200, help_text=_("Such as “Slides: the local factor in innovation”.")
    )
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("What is in it, in one sentence.")
    )
    file = models.FileField(
        _("file"),
        upload_to=document_path,
        storage=private_storage,
        validators=[FileExtensionValidator(EXTENSIONS)],
        help_text=_("Preferably a PDF that screen readers can read (tagged)."),
    )
    language = models.CharField(
        _("language of the file"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["position", "created_at"]

    def __str__(self):
        return text_of(self, "title").words

    def get_absolute_url(self):
        return reverse("document_files:file", args=[self.pk])

    def get_preview_url(self):
        """Return where a preview shows this: the list, which says what it is; the file is a click away."""
        return reverse("documents:list")


def without_title() -> Q:
    """Return the condition that a document has no title in any language."""
    return ~(has_text("title_nl") | has_text("title_en"))
