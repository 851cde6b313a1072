"""Albums, photos, and the wish not to be on one."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.languages.models import HasPage
from content.pictures.models import SHOWN, ImageBase
from content.texts.languages import language_columns, text_of
from content.workflow.models import PERMISSIONS, Publishable, State, filled_once_published
from events.models import Event, OfEventQuerySet
from gallery.removal.models import RemovalRequest, RemovalStep, RemovedPicture

__all__ = ["Album", "Photo", "RemovalRequest", "RemovalStep", "RemovedPicture"]


class AlbumQuerySet(OfEventQuerySet):
    def as_cards(self):
        """Plain rows with title, number of visible photos, and the key of the photo that stands for all.

        That is the cover that an editor chose, as long as it is visible, else the first photo.
        """
        visible = Photo.objects.visible().filter(album=OuterRef("pk"))
        count = visible.order_by().values("album").annotate(number=Count("pk")).values("number")
        chosen = visible.filter(pk=OuterRef("cover_id")).values("pk")[:1]
        first = visible.order_by("position", "id").values("pk")[:1]
        return self.annotate(
            photo_count=Coalesce(Subquery(count), 0), shown_id=Coalesce(Subquery(chosen), Subquery(first))
        ).values(
            "id",
            *language_columns("title", "slug", "description", "event__title", "event__slug"),
            "photo_count",
            "shown_id",
        )


class Album(HasPage, Publishable):
    """Photos of an event that belong together."""

    page = "gallery:album"

    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="albums", verbose_name=_("event"))
    title = models.CharField(_("title"), max_length=200, help_text=_("Such as “The afternoon in pictures”."))
    description = models.TextField(_("description"), blank=True)
    cover = models.ForeignKey(
        "gallery.Photo",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Leave empty to use the first photo."),
    )
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = AlbumQuerySet.as_manager()

    def after_publishing(self):
        """Let the public see the photos that were added since the last time."""
        self.photos.filter(state=Photo.State.WAITING).update(state=Photo.State.VISIBLE)

    class Meta:
        verbose_name = _("album")
        verbose_name_plural = _("albums")
        ordering = ["position", "created_at"]
        default_permissions = PERMISSIONS
        constraints = [
            *HasPage.Meta.constraints,
            *Publishable.Meta.constraints,
            filled_once_published("event", name="gallery_album_complete"),
        ]


class PhotoQuerySet(models.QuerySet):
    def visible(self):
        """Those that the public sees: not withdrawn, in a published album of a published event."""
        return self.filter(state=Photo.State.VISIBLE, album__state=State.PUBLISHED, album__event__state=State.PUBLISHED)

    def gone(self):
        """Those that the public saw and doesn't see any more: taken down, or in an album or an event that was."""
        shown = self.filter(album__published_at__isnull=False, album__event__published_at__isnull=False)
        hidden = ~Q(album__state=State.PUBLISHED) | ~Q(album__event__state=State.PUBLISHED)
        return shown.filter(Q(state=Photo.State.WITHDRAWN) | Q(state=Photo.State.VISIBLE) & hidden)

    def hidden_on_request(self):
        """Those that somebody on them had taken down, in an album that the public sees."""
        shown = self.filter(album__state=State.PUBLISHED, album__event__state=State.PUBLISHED)
        return shown.exclude(state_before="").exclude(original="")

    def in_album(self, album):
        return self.filter(album=album)

    def for_event(self, event):
        return self.filter(album__event=event)

    def before(self, photo):
        """Those that come before `photo` in its album, the nearest first."""
        # The first condition follows from the second, and says where the index may begin.
        earlier = Q(position__lte=photo.position) & (Q(position__lt=photo.position) | Q(id__lt=photo.pk))
        return self.in_album(photo.album_id).filter(earlier).order_by("-position", "-id")

    def after(self, photo):
        """Those that come after `photo` in its album, the nearest first."""
        later = Q(position__gte=photo.position) & (Q(position__gt=photo.position) | Q(id__gt=photo.pk))
        return self.in_album(photo.album_id).filter(later).order_by("position", "id")

    def number_of(self, photo) -> int:
        """Return how many come before `photo` in its album, and one: counted along the index, without looking at rows."""
        earlier = self.in_album(photo.album_id).filter(position__lt=photo.position)
        beside = self.in_album(photo.album_id).filter(position=photo.position, id__lt=photo.pk)
        return earlier.count() + beside.count() + 1

    def as_files(self):
        """Plain rows with what is needed to find the files that anybody may have."""
        return self.filter(ready=True).values("id", "digest", "width", "height", "transparent")

    def as_tiles(self):
        """Plain rows with what a grid shows."""
        return self.values("id", *SHOWN, "credit", *language_columns("album__slug", "album__title"))


class Photo(ImageBase):
    """A photo of an album."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting until the album is published")
        VISIBLE = "visible", _("Visible")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    album = models.ForeignKey(Album, models.CASCADE, related_name="photos", verbose_name=_("album"))
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    camera = models.CharField(_("camera"), max_length=100, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.VISIBLE)
    position = models.PositiveIntegerField(_("order"), default=0)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    # The state to go back to, for a photo that is hidden because somebody on it asked; see gallery/removal/takedown.py.
    state_before = models.CharField(max_length=10, choices=State.choices, blank=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "id"]
        constraints = [
            *ImageBase.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "visible", "withdrawn"]), name="photo_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state_before="") | Q(state="withdrawn"), name="photo_hidden_on_request_is_withdrawn"
            ),
        ]
        indexes = [models.Index(fields=["album", "state", "position", "id"], name="photo_in_album_order")]

    def __str__(self):
        return text_of(self, "alt").words or str(_("Photo without description"))

    def get_absolute_url(self):
        return reverse("gallery:photo", args=[self.pk])

    def keep(self, measures):
        super().keep(measures)
        self.camera = measures.camera
        self.taken_at = self.taken_at or measures.taken_at

    @classmethod
    def with_sizes(cls):
        """Of what is withdrawn nothing is made that anybody could fetch."""
        return super().with_sizes().exclude(state=cls.State.WITHDRAWN)

    def clean(self):
        """Refuse to show what somebody asked to have taken down by another way than deciding so."""
        super().clean()
        if self.state_before and self.state != self.State.WITHDRAWN:
            raise ValidationError(
                _("Somebody on this photo asked to have it taken down. Decide about that in the removal requests.")
            )

    def validate_unique(self, exclude=None):
        """Refuse a picture that its album has already; one that came in twice before that was refused can be changed."""
        super().validate_unique(exclude)
        if not self.content_digest or {"album", "original"} & set(exclude or ()):
            return
        same = Photo.objects.in_album(self.album_id).filter(content_digest=self.content_digest)
        there = set(same.values_list("pk", flat=True))
        if there and self.pk not in there:
            raise ValidationError(gettext("It is in “%(album)s” already."), params={"album": self.album})
