"""Wishes not to be on a photo, what became of each, and which pictures may not come back."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.visitors.private_links import new_secret

# Until then what was granted can be undone; then the original is erased too.
RESTORABLE_FOR = timedelta(days=30)


class RemovalRequestQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has decided."""
        return self.filter(state=RemovalRequest.State.OPEN)

    def pending(self):
        """Those that may still keep a picture away: undecided or granted."""
        return self.filter(state__in=[RemovalRequest.State.OPEN, RemovalRequest.State.GRANTED])

    def holding(self):
        """Those because of which their photo is hidden now."""
        return self.pending().exclude(~Q(waits_because=""), state=RemovalRequest.State.OPEN)

    def hiding(self):
        """Those that hid their photo when they came, whatever became of it since."""
        return self.filter(waits_because="")

    def about(self, photo, digest: str):
        """Those about `photo` (None: it was deleted) or the same picture elsewhere."""
        same = Q(digest=digest) if digest else Q(pk__in=[])
        return self.filter(same | Q(photo=photo) if photo else same)

    def due(self, now: datetime):
        """Those granted so long ago that the original is to be erased."""
        granted = self.filter(state=RemovalRequest.State.GRANTED, erased_at__isnull=True)
        return granted.filter(decided_at__lte=now - RESTORABLE_FOR)


class RemovalRequest(models.Model):
    """Somebody's wish to have a photo taken down; it is kept when the photo is gone."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        GRANTED = "granted", _("Photo taken down")
        REFUSED = "refused", _("Photo stays")
        RECALLED = "recalled", _("Taken back by whoever asked")
        UNDONE = "undone", _("Set aside with many others")

    class Waits(models.TextChoices):
        SETTING = "setting", _("The settings of the site let each request wait")
        SENDER = "sender", _("Whoever asked had several photos hidden today")
        ALBUM = "album", _("Many photos of this album were hidden today")
        DECIDED = "decided", _("An editor decided before that this photo stays")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    photo = models.ForeignKey(
        "gallery.Photo", models.SET_NULL, null=True, related_name="removal_requests", verbose_name=_("photo")
    )
    digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    album_title = models.CharField(_("album"), max_length=200, blank=True, editable=False)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE, editable=False
    )
    reason = models.TextField(_("reason"), blank=True)
    email = models.EmailField(_("e-mail address for the answer"), blank=True)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    waits_because = models.CharField(
        _("not hidden at once because"), max_length=8, choices=Waits.choices, blank=True, editable=False
    )
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(
        _("answer"), max_length=2000, blank=True, help_text=_("Goes along with your decision to whoever asked.")
    )
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    erased_at = models.DateTimeField(_("original erased"), null=True, blank=True, editable=False)

    objects = RemovalRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("removal request")
        verbose_name_plural = _("removal requests")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["sender", "created_at"], name="removalrequest_of_sender")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True) | ~Q(state="open") & Q(decided_at__isnull=False),
                name="removalrequest_decided_has_a_date",
            )
        ]

    def __str__(self):
        return f"{self.number} · {self.album_title}" if self.album_title else self.number

    @property
    def number(self) -> str:
        """What both sides call this request."""
        return self.pk.hex[:8].upper()

    @property
    def holds(self) -> bool:
        """Whether the photo is hidden because of this request."""
        return self.state == self.State.GRANTED or (self.state == self.State.OPEN and not self.waits_because)

    @property
    def erased_on(self) -> datetime | None:
        """When the original is erased, or was; None while that isn't decided."""
        if self.erased_at or self.state != self.State.GRANTED:
            return self.erased_at
        return self.decided_at + RESTORABLE_FOR if self.decided_at else None

    @property
    def is_restorable(self) -> bool:
        """Whether the photo was taken down, and can still come back."""
        return self.state == self.State.GRANTED and self.erased_at is None


class RemovalStep(models.Model):
    """A line of the record of a request: what was done, when, and by which editor."""

    class Act(models.TextChoices):
        HIDDEN = "hidden", pgettext_lazy("removal request", "Asked; the photo was hidden at once")
        WAITS = "waits", pgettext_lazy("removal request", "Asked; an editor decides first")
        GRANTED = "granted", pgettext_lazy("removal request", "The photo stays down")
        REFUSED = "refused", pgettext_lazy("removal request", "The photo is shown")
        RESTORED = "restored", pgettext_lazy("removal request", "The photo was restored")
        RECALLED = "recalled", pgettext_lazy("removal request", "Taken back by whoever asked")
        UNDONE = "undone", pgettext_lazy("removal request", "Set aside with many others")
        ERASED = "erased", pgettext_lazy("removal request", "The original was erased")

    request = models.ForeignKey(RemovalRequest, models.CASCADE, related_name="steps")
    act = models.CharField(_("what happened"), max_length=8, choices=Act.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a removal request")
        verbose_name_plural = _("steps of removal requests")
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.request} · {self.get_act_display()}"


class RemovedPicture(models.Model):
    """A picture that somebody asked to have removed: known by a keyed digest of its file alone, it may not come back."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    album_title = models.CharField(_("album"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta:
        verbose_name = _("removed picture")
        verbose_name_plural = _("removed pictures")
        ordering = ["-asked_at"]

    def __str__(self):
        return self.album_title or self.digest[:12]
