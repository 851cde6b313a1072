"""What answers at the address of a page that isn't there any more."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.workflow.models.generic import OfObject


class RedirectQuerySet(models.QuerySet):
    def leading_from(self, path: str):
        """The redirect from `path`, with the kind of object it leads to."""
        return self.filter(old_path=path).select_related("content_type")


class Redirect(models.Model):
    """An address that a published page had once; it leads to wherever that page is now, for ever."""

    old_path = models.CharField(_("old address"), max_length=255, unique=True)
    language = models.CharField(_("language"), max_length=5)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, verbose_name=_("kind"))
    object_id = models.UUIDField()
    target = GenericForeignKey("content_type", "object_id")
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["old_path"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="workflow_redirect_target")]

    def __str__(self):
        return self.old_path


class Withdrawal(OfObject):
    """What visitors are told, or where they are led, who look for something that was withdrawn."""

    reason = models.CharField(
        _("reason, for visitors"),
        max_length=300,
        blank=True,
        help_text=_("Such as “The registration for this meeting is closed.”"),
    )
    leads_to = models.CharField(
        _("or lead visitors to"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^(/(?!/)|https://)\S*\Z", _("Begin with / or https://."))],
        help_text=_("An address, such as /en/cases/. Empty: visitors read that the page is gone."),
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="workflow_withdrawal_once")]

    def __str__(self):
        return self.leads_to or self.reason
