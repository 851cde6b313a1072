"""Who spoke."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.languages.models import HasPage
from content.pictures.models import Picture, picture_columns
from content.texts.fields import RichTextField
from content.texts.languages import language_columns
from content.workflow.models import PERMISSIONS, LiveQuerySet, Publishable


class SpeakerQuerySet(LiveQuerySet):
    def as_cards(self):
        """Plain rows with what a card shows."""
        return self.values(
            "id", "name", *language_columns("slug", "role"), "organisation", *picture_columns("portrait")
        )


class Speaker(HasPage, Publishable):
    """Somebody who spoke: on the programme, in a quote, or presenting a case."""

    page = "events:speaker"
    named_by = "name"
    parts = ("links",)

    name = models.CharField(_("name"), max_length=150, help_text=_("Such as “Emily Wise”."))
    role = models.CharField(
        _("role"), max_length=150, blank=True, help_text=_("Such as “researcher” or “chair of the day”.")
    )
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    portrait = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
        help_text=_("Without one, the initials are shown."),
    )
    biography = RichTextField(_("biography"), blank=True)

    objects: ClassVar = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name"]
        default_permissions = PERMISSIONS
        constraints = [*HasPage.Meta.constraints, *Publishable.Meta.constraints]


class SpeakerLink(models.Model):
    """A page elsewhere about a speaker."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=80, help_text=_("Such as “Website” or “LinkedIn”."))
    url = models.URLField(_("address"))
    position = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["position"]

    def __str__(self):
        return self.url
