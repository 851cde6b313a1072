"""Cases: what somebody showed the others."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.documents.models import Document
from content.languages.models import HasPage
from content.pictures.models import Picture, picture_columns
from content.texts.fields import RichTextField
from content.texts.languages import language_columns
from content.workflow.models import PERMISSIONS, Publishable, filled_once_published
from events.models.event import Event, OfEventQuerySet
from events.models.people import Speaker


class CaseQuerySet(OfEventQuerySet):
    def as_cards(self):
        """Plain rows with what a card shows; a case with two presenters gives two rows (see events.outcome.merge_rows)."""
        return self.values(
            "id",
            "event_id",
            *language_columns("title", "slug", "summary", "region"),
            *picture_columns("cover"),
            "presenters__id",
            "presenters__name",
            "presenters__state",
            *language_columns("presenters__slug"),
        ).order_by("position", "created_at", "id", "presenters__name")


class Case(HasPage, Publishable):
    """An example from practice, presented at an event."""

    page = "events:case"

    title = models.CharField(_("title"), max_length=200, help_text=_("Such as “The local factor in innovation”."))
    summary = models.TextField(_("summary"), blank=True, help_text=_("Two sentences, for cards and search engines."))
    story = RichTextField(_("story"), blank=True)
    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="cases", verbose_name=_("event"))
    presenters = models.ManyToManyField(Speaker, blank=True, related_name="cases", verbose_name=_("presenters"))
    region = models.CharField(_("region"), max_length=150, blank=True, help_text=_("Such as “Basque Country”."))
    cover = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    documents = models.ManyToManyField(Document, blank=True, related_name="cases", verbose_name=_("documents"))
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("presented at an event", "case")
        verbose_name_plural = pgettext_lazy("presented at an event", "cases")
        ordering = ["position", "created_at"]
        default_permissions = PERMISSIONS
        constraints = [
            *HasPage.Meta.constraints,
            *Publishable.Meta.constraints,
            filled_once_published("event", name="events_case_complete"),
        ]
