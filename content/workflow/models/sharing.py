"""Links by which people without an account see what isn't public, and what they answer."""

import secrets
import uuid
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.workflow.models.of_object import OfObject, OfObjectQuerySet
from content.workflow.models.releases import Release

VALID_FOR = timedelta(days=7)
REVIEW_VALID_FOR = timedelta(days=30)


def new_secret() -> str:
    """Return what makes a link impossible to guess: 192 bits."""
    return secrets.token_urlsafe(24)


class LinkQuerySet(OfObjectQuerySet):
    def valid(self):
        """Those that still open: not expired, not revoked."""
        return self.filter(expires_at__gt=timezone.now(), revoked_at__isnull=True)


class SecretLink(OfObject):
    """What the links have in common: a secret, and an end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    objects: ClassVar = LinkQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_valid(self) -> bool:
        """Whether the link still opens."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class PreviewLink(SecretLink):
    """Shows one object, or a release, as it will look, to whoever has the link."""

    object_id = models.UUIDField(editable=False, null=True)  # type: ignore[assignment]
    content_type = models.ForeignKey(  # type: ignore[assignment]
        "contenttypes.ContentType", models.CASCADE, related_name="+", editable=False, null=True
    )
    release = models.ForeignKey(Release, models.CASCADE, null=True, related_name="preview_links", editable=False)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(release__isnull=True, object_id__isnull=False, content_type__isnull=False)
                | models.Q(release__isnull=False, object_id__isnull=True, content_type__isnull=True),
                name="workflow_previewlink_shows_one_thing",
            )
        ]

    def __str__(self):
        return str(self.release or self.target)


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
