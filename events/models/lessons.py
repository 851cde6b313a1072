"""Lessons, and where the cases show them."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.admin_ui.icons import ICON_CHOICES
from content.documents.models import Document
from content.languages.models import HasPage
from content.texts.fields import RichTextField
from content.texts.languages import CODES, language_columns, value_in
from content.workflow.models import PERMISSIONS, Publishable, State, filled_once_published
from events.models.cases import Case
from events.models.event import Event, OfEventQuerySet

EVIDENCE = [
    "id",
    "case_id",
    "case__state",
    *language_columns("case__title", "case__slug", "passage"),
    "slide",
    "moment",
    "document_id",
    "document__state",
    *language_columns("document__title"),
]


class LessonQuerySet(OfEventQuerySet):
    def with_evidence_rows(self):
        """Plain rows, one for each lesson and case that shows it (see events.lessons_map); lessons without have one."""
        return self.values(
            "id",
            "event_id",
            "icon",
            *language_columns("title", "slug", "summary"),
            *(f"evidence__{column}" for column in EVIDENCE),
        ).order_by("position", "created_at", "id")


class Lesson(HasPage, Publishable):
    """Something that the event taught, often in several cases at once."""

    page = "events:lesson"
    parts = ("evidence",)

    title = models.CharField(
        _("title"), max_length=200, help_text=_("An advice, such as “Begin with what you are good at”.")
    )
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    text = RichTextField(_("text"), blank=True)
    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="lessons", verbose_name=_("event"))
    icon = models.CharField(_("icon"), max_length=20, choices=ICON_CHOICES, default="bulb")
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["position", "created_at"]
        default_permissions = PERMISSIONS
        constraints = [
            *HasPage.Meta.constraints,
            *Publishable.Meta.constraints,
            filled_once_published("event", name="events_lesson_complete"),
        ]


class EvidenceQuerySet(models.QuerySet):
    def in_case(self, case):
        return self.filter(case=case)

    def of_live_lessons(self):
        """Evidence that the public may see from the side of the case."""
        return self.filter(lesson__state=State.PUBLISHED, lesson__event__state=State.PUBLISHED)

    def as_rows(self):
        """Plain rows with lesson, passage, slide and moment."""
        return self.values(
            "id",
            *language_columns("passage"),
            "slide",
            "moment",
            "document_id",
            "document__state",
            *language_columns("document__title"),
            "lesson__id",
            "lesson__icon",
            *language_columns("lesson__title", "lesson__slug"),
        ).order_by("lesson__position", "lesson__created_at")


class Evidence(models.Model):
    """Where a case shows a lesson: a passage of its story, a slide, a second of the video. One cell of the lessons map."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="evidence", verbose_name=_("lesson"))
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="evidence", verbose_name=_("case"))
    passage = models.TextField(
        _("passage"), blank=True, help_text=_("Copy the words from the case's story; they are marked there.")
    )
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document with the slide")
    )
    slide = models.PositiveIntegerField(_("slide or page"), null=True, blank=True)
    moment = models.PositiveIntegerField(
        _("second of the video"), null=True, blank=True, help_text=_("In the event's video, such as 95 for 1:35.")
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["case__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "case"],
                name="evidence_one_cell",
                violation_error_message=_("This lesson has evidence in this case already."),
            ),
            models.CheckConstraint(
                condition=Q(slide__isnull=True) | Q(slide__gte=1),
                name="evidence_slide_counts_from_one",
                violation_error_message=_("Slides are counted from 1."),
            ),
        ]

    def __str__(self):
        return f"{self.lesson} · {self.case}"

    def check_complete(self) -> None:
        """Ask where the case shows the lesson: each cell of the lessons map leads somewhere."""
        if self.slide and not self.document_id:
            raise ValidationError({"document": _("Choose the document in which this slide is.")})
        if not (self._has_passage() or self.slide or self.moment is not None):
            raise ValidationError(_("Say where the case shows it: a passage, a slide, or a moment in the video."))

    def _has_passage(self) -> bool:
        return any(value_in(self, "passage", code) for code in CODES)
