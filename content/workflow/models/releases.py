"""What goes live, or away, at a moment: one object by an appointment, several together by a release."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.workflow.models.generic import OfObject, OfObjectQuerySet


class DueQuerySet(OfObjectQuerySet):
    def due(self, now):
        """Those whose moment has come, the earliest first; what failed waits for an editor."""
        return self.filter(at__lte=now, problem="").order_by("at")

    def coming(self):
        """Those that still wait for their moment."""
        return self.filter(at__isnull=False, problem="").order_by("at")

    def failed(self):
        """Those whose moment came and that could not be done."""
        return self.exclude(problem="")


class Appointment(OfObject):
    """One object will be published, or withdrawn, at a moment."""

    class Act(models.TextChoices):
        PUBLISH = "publish", _("Publish")
        WITHDRAW = "withdraw", _("Withdraw")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField(_("what"), max_length=10, choices=Act.choices)
    at = models.DateTimeField(_("when"))
    title = models.CharField(_("title"), max_length=300)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    problem = models.TextField(_("what went wrong"), blank=True)

    objects: ClassVar = DueQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "act"], name="workflow_appointment_one")
        ]
        indexes = [models.Index(fields=["at"], name="workflow_appointment_at")]

    def __str__(self):
        return f"{self.title} · {self.get_act_display()}"


class ReleaseQuerySet(models.QuerySet):
    def due(self, now):
        """Those whose moment has come, the earliest first; what failed waits for an editor."""
        return self.filter(at__lte=now, released_at__isnull=True, problem="").order_by("at")

    def coming(self):
        """Those that have a moment and still wait for it."""
        return self.filter(at__isnull=False, released_at__isnull=True, problem="").order_by("at")

    def failed(self):
        """Those whose moment came and that could not be done."""
        return self.filter(released_at__isnull=True).exclude(problem="")

    def open(self):
        """Those that things may still be added to."""
        return self.filter(released_at__isnull=True)


class Release(models.Model):
    """Several drafts that go live together, or not at all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200, help_text=_("For editors, such as “Smart Up! 2019, results”."))
    at = models.DateTimeField(_("publish at"), null=True, blank=True, editable=False)
    released_at = models.DateTimeField(_("published"), null=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    problem = models.TextField(_("what went wrong"), blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-created_at"]
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(problem=""), name="workflow_release_done_has_no_problem"
            )
        ]

    def __str__(self):
        return self.title


class ReleaseItem(OfObject):
    """Something that goes live with a release; in one open release at most, which the desk sees to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, models.CASCADE, related_name="items", verbose_name=_("release"))

    class Meta:
        verbose_name = _("part of a release")
        verbose_name_plural = _("parts of a release")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "content_type", "object_id"], name="workflow_releaseitem_once_per_release"
            )
        ]

    def __str__(self):
        return str(self.target)
