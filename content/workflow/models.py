"""Draft or published, and the addresses that pages used to have."""

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.languages.models import AddressedQuerySet


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class LiveQuerySet(AddressedQuerySet):
    def live(self):
        """Those that the public sees."""
        return self.filter(state=State.PUBLISHED)

    def drafts(self):
        """Those that only editors see."""
        return self.filter(state=State.DRAFT)


class Publishable(models.Model):
    """A model whose objects are invisible to the public until an editor publishes them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    modified_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = LiveQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(app_label)s_%(class)s_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_a_date",
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Whether the public sees this."""
        return self.state == State.PUBLISHED

    def publish(self):
        """Let the public see this from now on; the date of the first time stays. Saves nothing."""
        self.state = State.PUBLISHED
        self.published_at = self.published_at or timezone.now()

    def unpublish(self):
        """Make this a draft again. Saves nothing."""
        self.state = State.DRAFT


class RedirectQuerySet(models.QuerySet):
    def leading_from(self, path: str):
        """The redirect from `path`, with the kind of object it leads to."""
        return self.filter(old_path=path).select_related("content_type")


class Redirect(models.Model):
    """An address that a published page had once; it leads to wherever that page is now, for ever."""

    old_path = models.CharField(_("old address"), max_length=255, unique=True)
    language = models.CharField(_("language"), max_length=5)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
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
