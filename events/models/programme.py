"""What happened when."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.texts.languages import language_columns, text_of
from content.workflow.models import PERMISSIONS, Publishable, filled_once_published
from events.models.cases import Case
from events.models.event import Event, OfEventQuerySet
from events.models.people import Speaker


class ProgrammeQuerySet(OfEventQuerySet):
    def as_rows(self):
        """Plain rows in order of time; an item with two speakers gives two rows (see events.outcome.merge_rows)."""
        return self.values(
            "id",
            *language_columns("title", "description", "room"),
            "starts",
            "ends",
            "case_id",
            "case__state",
            *language_columns("case__slug"),
            "speakers__id",
            "speakers__name",
            "speakers__state",
            *language_columns("speakers__slug"),
        ).order_by("starts", "position", "id", "speakers__name")


class ProgrammeItem(Publishable):
    """A part of an event's programme."""

    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="programme", verbose_name=_("event"))
    title = models.CharField(_("title"), max_length=200, help_text=_("Such as “Welcome in the mirror hall”."))
    description = models.TextField(_("description"), blank=True)
    starts = models.DateTimeField(_("starts"), null=True)
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True, help_text=_("Such as “Main hall”."))
    speakers = models.ManyToManyField(Speaker, blank=True, related_name="programme_items", verbose_name=_("speakers"))
    case = models.ForeignKey(
        Case,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("case"),
        help_text=_("The case that is presented, if any."),
    )
    position = models.PositiveIntegerField(
        _("order"), default=0, help_text=_("Among items that start at the same time.")
    )

    objects: ClassVar = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        ordering = ["starts", "position"]
        default_permissions = PERMISSIONS
        constraints = [
            *Publishable.Meta.constraints,
            filled_once_published("event", "starts", name="events_programmeitem_complete"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="programmeitem_ends_after_it_starts",
                violation_error_message=_("The programme item ends before it starts."),
            ),
        ]

    def __str__(self):
        return text_of(self, "title").words

    def get_absolute_url(self):
        return f"{self.event.get_absolute_url()}#programme" if self.event else ""

    def check_complete(self) -> None:
        """Ask for a title in one language at least."""
        if not text_of(self, "title").words:
            raise ValidationError({"title_nl": _("Fill this in, in Dutch, in English or in both.")})
