"""What exactly was agreed to."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signups.models.stakeholder import Stakeholder


class ConsentTextQuerySet(models.QuerySet):
    def current(self):
        """The latest version, or None while nobody has written one."""
        return self.order_by("-version").first()


class ConsentText(models.Model):
    """A version of the words that stakeholders agree to. A version that somebody agreed to is never changed."""

    version = models.PositiveIntegerField(_("version"), primary_key=True, editable=False)
    words = models.TextField(
        _("words"), help_text=_("What somebody agrees to by joining, such as “Yes, keep me informed by e-mail …”.")
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["-version"]

    def __str__(self):
        return str(_("Version %(number)s") % {"number": self.version})


class Consent(models.Model):
    """That a stakeholder agreed, to which words, when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="consents", verbose_name=_("stakeholder"))
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name=_("text"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    given_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)
    # The page that led to the form, or «my-data» when it was given again there.
    source = models.CharField(_("on"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at"]

    def __str__(self):
        return f"{self.stakeholder} · {self.text}"
