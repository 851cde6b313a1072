"""What belongs to one object of any kind."""

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


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
