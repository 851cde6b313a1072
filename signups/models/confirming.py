"""What lies between the form and a registration that counts."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signups.models.stakeholder import ConsentText, Stakeholder


class Confirmation(models.Model):
    """What a stakeholder has to answer to confirm an address. Of the code only a digest is kept."""

    stakeholder = models.OneToOneField(Stakeholder, models.CASCADE, primary_key=True, related_name="confirmation")
    code_digest = models.CharField(max_length=64)
    mailed_at = models.DateTimeField(default=timezone.now)
    mails = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self):
        return str(self.stakeholder_id)


class PendingSignupQuerySet(models.QuerySet):
    def waiting(self):
        """Those of whom nothing but what they sent is stored: signups.joining.registering has yet to see to them."""
        return self.filter(sent__isnull=False)


class PendingSignup(models.Model):
    """That somebody sent the form; `key` is the address of the page on which that person types in the code.

    sent: what was filled in, and text: what was agreed to, until it is registered; then it has a stakeholder.
    known: the address had been confirmed before; the page doesn't tell, a mail does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=43, unique=True)
    sent = models.JSONField(null=True, editable=False)
    text = models.ForeignKey(ConsentText, models.PROTECT, null=True, blank=True, related_name="pending_signups")
    failed_at = models.DateTimeField(null=True, editable=False)
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, null=True, blank=True, related_name="pending_signups")
    known = models.BooleanField(default=False)
    # Of today only: see content.visitors.throttling
    sender = models.CharField(max_length=64)
    # The proof by which it got past signups.joining.proof_of_work; nobody gives one twice.
    proof = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PendingSignupQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt to join")
        verbose_name_plural = _("attempts to join")
        indexes = [
            models.Index(fields=["sender", "created_at"], name="signups_pending_of_sender"),
            models.Index(fields=["created_at"], condition=models.Q(sent__isnull=False), name="signups_pending_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent__isnull=True) ^ models.Q(stakeholder__isnull=True),
                name="pending_signup_waits_or_is_registered",
            )
        ]

    def __str__(self):
        return str(self.created_at)

    @property
    def email(self) -> str:
        """The address that was filled in, or that it is registered with."""
        return self.stakeholder.email if self.stakeholder else (self.sent or {})["email"]


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
