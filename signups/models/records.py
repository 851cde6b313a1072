"""What stays on record when personal data has left: nothing that leads to a person."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Suppression(models.Model):
    """The keyed digest of an address whose owner left: no import, merge or backup brings that person back."""

    digest = models.CharField(max_length=64, primary_key=True, editable=False)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("address not to be used")
        verbose_name_plural = _("addresses not to be used")

    def __str__(self):
        return self.digest[:12]


class Erasure(models.Model):
    """The proof that somebody's data was erased: when, why, and how many rows of which kind."""

    class Reason(models.TextChoices):
        ERASED = "erased", _("Erased by the person")
        WITHDRAWN = "withdrawn", _("Consent withdrawn")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed from a mail")
        UNCONFIRMED = "unconfirmed", _("Never confirmed")
        INACTIVE = "inactive", _("No sign of life")
        OFFICER = "officer", _("Erased by an officer")
        SUPPRESSED = "suppressed", _("Came back from a backup")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    erased_at = models.DateTimeField(_("erased"), default=timezone.now, db_index=True)
    rows = models.JSONField(_("rows"), default=dict)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-erased_at"]

    def __str__(self):
        return f"{self.get_reason_display()} · {self.pk}"


class Export(models.Model):
    """Who took which stakeholders out of the site, when."""

    class Format(models.TextChoices):
        XLSX = "xlsx", "XLSX"
        CSV = "csv", "CSV"
        PRINT = "print", _("Printed list")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exported_at = models.DateTimeField(_("exported"), default=timezone.now)
    exported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"))
    # Stays when the account goes.
    account = models.CharField(_("account"), max_length=150)
    format = models.CharField(_("as"), max_length=5, choices=Format.choices)
    selection = models.CharField(_("which"), max_length=500, blank=True)
    number = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-exported_at"]

    def __str__(self):
        return f"{self.account} · {self.get_format_display()}"
