"""The projects that an event belonged to."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.languages.models import HasPage
from content.pictures.models import Picture, picture_columns
from content.texts.fields import RichTextField
from content.texts.languages import language_columns
from content.workflow.models import PERMISSIONS, LiveQuerySet, Publishable


class PartnerProjectQuerySet(LiveQuerySet):
    def for_event(self, event):
        return self.filter(events=event)

    def as_cards(self):
        """Plain rows with what a card shows."""
        return self.values("id", "acronym", *language_columns("name", "slug"), "programme", *picture_columns("logo"))


class PartnerProject(HasPage, Publishable):
    """A project, often European, that organised or supported an event."""

    page = "events:project"
    named_by = "acronym"

    acronym = models.CharField(_("acronym"), max_length=60, help_text=_("Such as “RELOS3”."))
    name = models.CharField(_("full name"), max_length=200, blank=True)
    description = RichTextField(_("description"), blank=True)
    programme = models.CharField(_("programme"), max_length=100, blank=True, help_text=_("Such as “Interreg Europe”."))
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo"))
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PartnerProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner project")
        verbose_name_plural = _("partner projects")
        ordering = ["position", "acronym"]
        default_permissions = PERMISSIONS
        constraints = [*HasPage.Meta.constraints, *Publishable.Meta.constraints]
