"""The question “Is this right?”, and what people answer to it."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.workflow.models.generic import SecretLink

REVIEW_VALID_FOR = timedelta(days=30)


class Review(SecretLink):
    """The question “Is this right?” to whom an object is about: a quoted person, a presenter, a partner."""

    name = models.CharField(_("name"), max_length=150, help_text=_("Who is asked, such as “Emily Wise”."))
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Empty: send the link yourself."))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)

    class Meta:
        verbose_name = _("question “Is this right?”")
        verbose_name_plural = _("questions “Is this right?”")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.name} · {self.target}"


class Answer(models.Model):
    """What somebody said to “Is this right?”: yes, or these words instead; and which wording (content) that was about."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Approved")
        CORRECTED = "corrected", _("Corrected")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="answers", verbose_name=_("question"))
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict.choices)
    wording = models.JSONField(encoder=DjangoJSONEncoder)
    remark = models.TextField(_("remark"), blank=True)
    created_at = models.DateTimeField(_("answered"), auto_now_add=True)
    seen_at = models.DateTimeField(_("seen by an editor"), null=True, editable=False)

    class Meta:
        verbose_name = _("answer to “Is this right?”")
        verbose_name_plural = _("answers to “Is this right?”")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.review.name} · {self.get_verdict_display()}"
