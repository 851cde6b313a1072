"""What is waiting to be published, and what was before."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.workflow.models.generic import OfObject, OfObjectQuerySet


class Draft(OfObject):
    """Changes to something published that the public doesn't see yet; the object itself holds what it does see.

    before: the content (content/workflow/snapshot.py) that was live when the draft was begun; after: what will be.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    before = models.JSONField(encoder=DjangoJSONEncoder)
    after = models.JSONField(encoder=DjangoJSONEncoder)
    title = models.CharField(_("title"), max_length=300)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    modified_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-modified_at"]
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="workflow_draft_one")]

    def __str__(self):
        return self.title


class VersionQuerySet(OfObjectQuerySet):
    def before(self, version):
        """The versions of the same object that came before `version`, the nearest first."""
        return self.filter(
            content_type=version.content_type_id, object_id=version.object_id, number__lt=version.number
        ).order_by("-number")


class Version(OfObject):
    """What an object was after one act of an editor: a line of its history. Nothing changes it any more."""

    class Act(models.TextChoices):
        CREATED = "created", _("Created")
        SAVED = "saved", _("Saved")
        DRAFTED = "drafted", _("Draft saved")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        DISCARDED = "discarded", _("Changes discarded")
        RESTORED = "restored", _("Older version restored as draft")
        MOVED = "moved", _("Moved in the list")
        BINNED = "binned", _("Thrown away")
        TAKEN_BACK = "taken back", _("Taken from the bin")
        SCHEDULED = "scheduled", _("Scheduled")
        UNSCHEDULED = "unscheduled", _("Taken from the schedule")
        ANSWERED = "answered", _("Corrected by who it is about")
        IMPORTED = "imported", _("Imported")

    number = models.BigAutoField(primary_key=True)
    act = models.CharField(pgettext_lazy("of an editor", "act"), max_length=12, choices=Act.choices)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    note = models.CharField(_("note"), max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=300)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    author_name = models.CharField(_("by"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)

    objects: ClassVar = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "-number"], name="workflow_version_history"),
            models.Index(fields=["-created_at"], name="workflow_version_latest"),
        ]

    def __str__(self):
        return f"{self.title} · {self.get_act_display()}"
