"""What belongs to one object of any kind."""

import uuid
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.visitors.private_links import new_secret


class OfObjectQuerySet(models.QuerySet):
    def of(self, item):
        """Those that belong to `item`."""
        return self.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk)

    def of_model(self, model):
        """Those that belong to an object of `model`."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))


class OfObject(models.Model):
    """Something that belongs to one object of whatever kind editors make; `target` is that object."""

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, related_name="+", verbose_name=_("kind"), editable=False
    )
    object_id = models.UUIDField(editable=False)
    target = GenericForeignKey("content_type", "object_id")

    objects = OfObjectQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def kinds(cls) -> list[type["OfObject"]]:
        """Return every model of this kind, those of the rooms above included: what goes when its object is erased."""
        return [model for model in apps.get_models() if issubclass(model, cls)]


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
