"""What each text was translated from."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Replace
from django.utils.translation import gettext_lazy as _


def source_key(key: Any) -> str:
    """Return a primary key as the ledger writes it: a UUID as its 32 digits, on every database."""
    return str(key).replace("-", "")


class TranslationQuerySet(models.QuerySet):
    def of(self, items):
        """Those of several objects of one model."""
        kind = ContentType.objects.get_for_model(items[0])
        return self.filter(content_type=kind, object_key__in=[source_key(item.pk) for item in items])

    def outdated_in(self, model, language: str) -> Exists:
        """The condition that an object of `model` has a text in `language` whose source has changed since."""
        key = Replace(Cast(OuterRef("pk"), TextField()), Value("-"), Value(""))
        kind = ContentType.objects.get_for_model(model)
        return Exists(self.filter(content_type=kind, object_key=key, language=language, outdated=True))


class Translation(models.Model):
    """One text of an object in the language that it was translated to, with the words that it was translated from.

    A text without a row here, which was there before there was a ledger, counts as up to date. `outdated` follows from
    `source_text` and the present text of the other language; it is kept so that lists can be narrowed by it.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("kind"))
    object_key = models.CharField(max_length=40)
    field = models.CharField(_("text"), max_length=60)
    language = models.CharField(_("language"), max_length=5)
    source_text = models.TextField(_("translated from"))
    outdated = models.BooleanField(_("outdated"), default=False)
    changed_at = models.DateTimeField(_("since"), auto_now=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_key", "field"], name="languages_translation_one")
        ]
        indexes = [
            models.Index(
                fields=["content_type", "language", "object_key"],
                name="languages_outdated",
                condition=models.Q(outdated=True),
            )
        ]

    def __str__(self):
        return f"{self.field} ({self.language})"
