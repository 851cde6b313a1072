"""The rules of joining: until when, what comes next, and how long we keep what we were told."""

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.texts.fields import RichTextField


class JoinRulesManager(models.Manager["JoinRules"]):
    def current(self) -> "JoinRules":
        """Return what editors settled, or what holds as long as they settled nothing."""
        return self.first() or self.model()


class JoinRules(models.Model):
    """There is one row."""

    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("From then on nobody can join. Empty: it stays open.")
    )
    what_next = RichTextField(
        _("what happens next"), blank=True, help_text=_("Stands under the form, and on the page after it.")
    )
    closed = RichTextField(_("text after closing"), blank=True, help_text=_("Stands in place of the form."))
    inactive_months = models.PositiveSmallIntegerField(
        _("months without a sign of life"),
        default=24,
        validators=[MinValueValidator(3), MaxValueValidator(600)],
        help_text=_("After so many months we ask somebody to stay, and forget those who don't answer."),
    )
    digest_to = models.EmailField(
        _("new sign-ups are told to"),
        blank=True,
        help_text=_("Gets a mail each morning if somebody joined. Empty: the address for questions of the site."),
    )

    objects = JoinRulesManager()

    class Meta:
        verbose_name = _("rules of joining")
        verbose_name_plural = _("rules of joining")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="signups_joinrules_is_one"),
            # Whoever reckons back from today must come to a day that there was.
            models.CheckConstraint(condition=Q(inactive_months__range=(3, 600)), name="joinrules_months_are_months"),
        ]

    def __str__(self):
        return str(_("Rules of joining"))

    @property
    def is_closed(self) -> bool:
        """Whether nobody can join any more."""
        return is_over(self.closes_at)


def is_over(closes_at: datetime | None) -> bool:
    """Whether the moment at which joining ends has passed; it never does where there is none."""
    return closes_at is not None and closes_at <= timezone.now()
