"""Mail that has yet to leave."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.mail.letters.letter_types import KINDS


class OutboxQuerySet(models.QuerySet):
    """Each mail is in one state: waiting, in hand, unknown, sent or given up."""

    def seen_by(self, user):
        """Those of which `user` may know: mails about a person are for whoever looks after people."""
        return self if user.has_perm("mail.resend_outboxmessage") else self.filter(about__isnull=True)

    def unsettled(self):
        """Those of which nobody knows yet how they end."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True)

    def waiting(self):
        """Those that may still leave by themselves."""
        return self.unsettled().filter(handed_at__isnull=True)

    def due(self):
        """Those that wait, whose time has come, and that no sender has in hand."""
        now = timezone.now()
        return self.waiting().filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now), next_try_at__lte=now)

    def unknown(self):
        """Those of which nobody knows whether they arrived: the sender was killed before it heard the answer."""
        heard_by = Q(claimed_until__isnull=True) | Q(claimed_until__lte=timezone.now())
        return self.unsettled().filter(heard_by, handed_at__isnull=False)

    def given_up(self):
        """Those that the server refused for good, or put off for days."""
        return self.filter(given_up_at__isnull=False)


class OutboxMessage(models.Model):
    """A mail, stored in the transaction that it tells of; its state is its own, so that no queue can lose it.

    A sender claims it, writes down that it hands it over just before the last dot, and what the server answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.CharField(_("letter"), max_length=40, blank=True)
    # Whose data it holds, so that it goes when they go.
    about = models.UUIDField(_("about"), null=True, blank=True, db_index=True, editable=False)
    batch = models.UUIDField(_("part of"), null=True, blank=True, db_index=True, editable=False)
    # What is written only once, such as an update to a person, however often somebody tries.
    once = models.CharField(max_length=100, null=True, blank=True, unique=True, editable=False)
    recipient = models.EmailField(_("to"))
    reply_to = models.EmailField(_("answers go to"), blank=True)
    language = models.CharField(_("language"), max_length=5)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    unsubscribe = models.URLField(_("address to unsubscribe"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    handed_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ["-created_at"]
        default_permissions = ("view", "add", "change", "delete", "resend")
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="mail_outbox_waiting",
            )
        ]

    def __str__(self):
        return self.subject


class Letter(models.Model):
    """What editors made of a mail that the site writes by itself; an empty field stands for the site's own words."""

    key = models.CharField(_("key"), max_length=40, primary_key=True, editable=False)
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("mail template")
        verbose_name_plural = _("mail templates")
        ordering = ["key"]

    def __str__(self):
        kind = KINDS.get(self.key)
        return str(kind.title) if kind else self.key
