"""What the public sees, and what it doesn't see yet or any more."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.languages.models import AddressedQuerySet

# What may be allowed to somebody for each kind of object; Django's own four, and what changes the site.
PERMISSIONS = ("add", "change", "delete", "view", "publish")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    BINNED = "binned", _("In the bin")


class LiveQuerySet(AddressedQuerySet):
    def live(self):
        """Those that the public sees."""
        return self.filter(state=State.PUBLISHED)

    def drafts(self):
        """Those that are being written and were never taken back from the public."""
        return self.filter(state=State.DRAFT)

    def gone(self):
        """Those that the public saw and doesn't see any more."""
        return self.exclude(state=State.PUBLISHED).filter(published_at__isnull=False)

    def binned(self):
        """Those that editors threw away."""
        return self.filter(state=State.BINNED)

    def kept(self):
        """Those that editors work with: all but the bin."""
        return self.exclude(state=State.BINNED)


class Publishable(models.Model):
    """A model whose objects are invisible to the public until an editor publishes them.

    parts: names of the relations to rows that are edited, published and restored together with the object.
    """

    parts: tuple[str, ...] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    binned_at = models.DateTimeField(_("thrown away"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    modified_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = LiveQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = PERMISSIONS
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(app_label)s_%(class)s_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state=State.BINNED, binned_at__isnull=False)
                | ~Q(state=State.BINNED) & Q(binned_at__isnull=True),
                name="%(app_label)s_%(class)s_binned_has_a_date",
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Whether the public sees this."""
        return self.state == State.PUBLISHED

    def after_publishing(self) -> None:
        """Publish what waits together with this object; called in the same transaction, for a kind to override."""

    def publish(self):
        """Let the public see this from now on; the date of the first time stays. Saves nothing."""
        self.state, self.binned_at = State.PUBLISHED, None
        self.published_at = self.published_at or timezone.now()

    def withdraw(self):
        """Take this from the public. Saves nothing."""
        self.state, self.binned_at = State.WITHDRAWN, None

    def throw_away(self):
        """Put this in the bin. Saves nothing."""
        self.state, self.binned_at = State.BINNED, timezone.now()

    def take_back(self):
        """Take this from the bin: what the public had seen is withdrawn, the rest a draft. Saves nothing."""
        self.state, self.binned_at = State.WITHDRAWN if self.published_at else State.DRAFT, None


def filled_once_published(*columns: str, name: str) -> models.CheckConstraint:
    """Return the constraint that what the public sees has these columns; a draft may lack them."""
    return models.CheckConstraint(
        condition=~Q(state=State.PUBLISHED) | Q(**{f"{column}__isnull": False for column in columns}), name=name
    )
