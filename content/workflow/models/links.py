"""What the links have in common by which people without an account see what isn't public."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.visitors.private_links import new_secret
from content.workflow.models.generic import OfObject, OfObjectQuerySet


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
