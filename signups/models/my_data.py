"""Who asked for the link to their data, as far as one must know it to bound abuse."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LinkRequest(models.Model):
    """That somebody asked for the link to their data; for which address isn't kept, for it may be known to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Of today only: see content.visitors.throttling
    sender = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("request for a link")
        verbose_name_plural = _("requests for a link")
        indexes = [models.Index(fields=["sender", "created_at"], name="signups_linkrequest_of_sender")]

    def __str__(self):
        return str(self.created_at)
