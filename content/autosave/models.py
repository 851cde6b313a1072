"""Who has which form open, and what stands in it that isn't saved."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PRESENT_FOR = timedelta(seconds=60)


class SittingQuerySet(models.QuerySet):
    def at(self, model, object_id):
        """Those at the form of one object."""
        return self.filter(content_type=ContentType.objects.get_for_model(model), object_id=object_id)

    def present(self):
        """Those whose browser has given a sign of life just now."""
        return self.filter(ended_at__isnull=True, seen_at__gt=timezone.now() - PRESENT_FOR)

    def unsaved(self):
        """Those in which something was typed that isn't saved."""
        return self.exclude(typed="")


class EditSession(models.Model):
    """One editor at one form, from opening it to saving it. `typed`: the form as it would be sent, URL-encoded.

    object_id is empty at the form for something new. An ended sitting keeps nothing, and takes nothing any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("editor"))
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40, blank=True)
    version = models.BigIntegerField(null=True, blank=True)
    typed = models.TextField(blank=True)
    began_at = models.DateTimeField(_("began"), auto_now_add=True)
    typed_at = models.DateTimeField(_("typed"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sitting at a form")
        verbose_name_plural = _("sittings at a form")
        ordering = ["-seen_at"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="autosave_editsession_object")]

    def __str__(self):
        return f"{self.user} · {self.content_type}"
