"""Links by which people without an account see what isn't public yet."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.workflow.models.generic import SecretLink
from content.workflow.models.releases import Release

VALID_FOR = timedelta(days=7)


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
                name="preview_link_shows_one_thing",
            )
        ]

    def __str__(self):
        return str(self.release or self.target)
