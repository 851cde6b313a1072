"""Mail that has yet to leave."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet):
    def due(self):
        """Those whose time has come and that nobody has sent yet, oldest first."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True, next_try_at__lte=timezone.now()).order_by(
            "created_at"
        )


class OutboxMessage(models.Model):
    """A mail, stored in the transaction that it tells of; its state is its own, so that no queue can lose it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=5)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ["-created_at"]

    def __str__(self):
        return self.subject
