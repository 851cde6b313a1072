"""What officers write to the people who joined."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.texts.fields import RichTextField
from events.models import Event
from signups.models.stakeholder import Interest, Stakeholder


class Mailing(models.Model):
    """A message to those stakeholders whom its filter takes in, each in their own language.

    meant_for: the filter (signups.mailings.audience.Filter) as it was when an officer let the message go, keys and all: `event`
    and `interests` forget what is removed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SCHEDULED = "scheduled", _("Scheduled")
        SENDING = "sending", _("Being sent")
        PAUSED = "paused", _("Paused")
        SENT = "sent", _("Sent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(_("subject"), max_length=150)
    body = RichTextField(_("text"))
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mailings",
        verbose_name=_("event"),
        help_text=_("Only to those who joined from this event or its cases and lessons. Empty: to all."),
    )
    kinds = models.JSONField(_("kinds"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    interests = models.ManyToManyField(Interest, blank=True, related_name="mailings", verbose_name=_("interests"))
    meant_for = models.JSONField(null=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    planned_for = models.DateTimeField(_("planned for"), null=True, blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)

    # What is on its way, or was sent, says what it says; what is planned can be taken from the schedule.
    may_be_translated = Q(state__in=[State.DRAFT, State.SCHEDULED])

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-created_at"]
        default_permissions = ("view", "add", "change", "delete", "send")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "scheduled", "sending", "paused", "sent"]),
                name="mailing_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent") | (Q(state="draft") ^ Q(meant_for__isnull=False)),
                name="mailing_is_let_go_with_its_filter",
            ),
        ]

    def __str__(self):
        return self.subject


class Delivery(models.Model):
    """That a mailing was put into the outbox for a stakeholder: once each, whatever crashes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="deliveries", verbose_name=_("update"))
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="deliveries")
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["mailing", "stakeholder"], name="a_mailing_reaches_each_once")]

    def __str__(self):
        return f"{self.mailing} · {self.stakeholder}"
