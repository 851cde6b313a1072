"""What is done to many photos of an album at once."""

from copy import copy
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Max, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.languages import translation_sources
from content.pictures.models import Rotation
from content.pictures.renditions.rendition_cleanup import drop_replaced
from content.pictures.renditions.tasks import enqueue_renditions
from content.pictures.rotation import rotate_image
from content.texts.languages import language_columns, saving_language
from gallery.models import Album, Photo
from gallery.photos.captions import label_by_language
from gallery.photos.photo_log import log_changed

KEEP = ("", _("As it is"))


class ChosenForm(forms.ModelForm):
    """What is to be so for all chosen photos; what is left empty stays as it is for each."""

    decorative = forms.TypedChoiceField(
        label=_("Decorative"), required=False, choices=[KEEP, ("yes", _("Yes")), ("no", _("No"))], empty_value=""
    )
    state = forms.ChoiceField(label=_("Visibility"), required=False, choices=[KEEP, *Photo.State.choices])
    album: forms.ModelChoiceField = forms.ModelChoiceField(
        Album.objects.none(), label=_("Move to album"), required=False, empty_label=KEEP[1]
    )
    turn = forms.TypedChoiceField(
        label=_("Turn"),
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # what `coerce` would give
        choices=[
            KEEP,
            (Rotation.RIGHT, _("A quarter to the right")),
            (Rotation.LEFT, _("A quarter to the left")),
            (Rotation.HALF, _("Upside down")),
        ],
    )

    class Meta:
        model = Photo
        fields = [*language_columns("alt"), "credit"]

    def __init__(self, data=None, *, albums):
        super().__init__(data, prefix="all")
        label_by_language(self)
        self.fields["album"].queryset = albums  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.help_text = ""

    def changes(self) -> dict[str, Any]:
        """Return column → value of what is asked for, but for album and turn."""
        asked = {name: self.cleaned_data[name] for name in [*language_columns("alt"), "credit", "state"]}
        if self.cleaned_data["decorative"]:
            asked["decorative"] = self.cleaned_data["decorative"] == "yes"
        return {name: value for name, value in asked.items() if value not in {"", None}}

    def _post_clean(self):
        """Leave it to each photo what it may be: the form stands for none of them."""


def change_chosen(photos, form: ChosenForm, author) -> tuple[int, list[str]]:
    """Do what a valid `form` asks to each of `photos`; return how many were changed, and in words which were not.

    Each is changed as it is when its turn comes: somebody may ask to have it taken down while others are changed.
    """
    count, refused = 0, []
    for photo in photos:
        try:
            count += _change(photo.pk, form.changes(), form.cleaned_data["album"], form.cleaned_data["turn"], author)
        except ValidationError as reason:
            refused += [f"{photo}: {words}" for words in reason.messages]
    return count, refused


@transaction.atomic
def _change(key: UUID, changes: dict[str, Any], album: Album | None, degrees: int, author) -> bool:
    if album:
        Album.objects.select_for_update().get(pk=album.pk)
    before = Photo.objects.select_for_update().filter(pk=key).first()
    if before is None:  # deleted meanwhile
        return False
    photo = copy(before)
    for name, value in changes.items():
        setattr(photo, name, value)
    if album:
        _move(photo, album)
    if degrees:
        rotate_image(photo, degrees)
    changed = [
        field.name
        for field in photo._meta.concrete_fields
        if getattr(photo, field.attname) != getattr(before, field.attname)
    ]
    if not changed:
        return False
    photo.full_clean()
    with saving_language():
        photo.save()
    translation_sources.note_text_changes(photo, before)
    log_changed([photo], changed, author)
    drop_replaced(before, photo)
    enqueue_renditions(photo)
    return True


def _move(photo: Photo, album: Album) -> None:
    """Put `photo` at the end of another album; what that one's visitors don't know waits until it is published again."""
    if album.pk == photo.album_id:
        return
    photo.album = album
    photo.position = (album.photos.aggregate(last=Max("position"))["last"] or 0) + 1
    if photo.state != Photo.State.WITHDRAWN:
        photo.state = Photo.State.WAITING if album.published_at else Photo.State.VISIBLE


class Camera(NamedTuple):
    """A camera of an album: its name (empty: the files don't tell), how many photos it took, when the first."""

    name: str
    photos: int
    first: datetime


def cameras_of(album: Album) -> list[Camera]:
    """Return the cameras whose photos tell when they were taken, the most used first."""
    rows = album.photos.filter(taken_at__isnull=False).order_by().values("camera")
    counted = rows.annotate(count=Count("pk"), first=Min("taken_at")).order_by("-count", "camera")
    return [Camera(row["camera"], row["count"], row["first"]) for row in counted]


@transaction.atomic
def order_by_date(album: Album, corrections: dict[str, timedelta], author) -> int:
    """Correct the clocks of cameras, by name, and put the photos of `album` in the order in which they were taken.

    Photos that tell no date come last, in the order in which they are. Returns how many were corrected or moved.
    """
    Album.objects.select_for_update().get(pk=album.pk)
    given = {name: correction for name, correction in corrections.items() if correction}
    corrected = list(album.photos.filter(camera__in=given, taken_at__isnull=False))
    for photo in corrected:
        photo.taken_at = _moved(photo.taken_at, given[photo.camera])  # type: ignore[arg-type]  # none is without
    Photo.objects.bulk_update(corrected, ["taken_at"], batch_size=500)
    photos = list(album.photos.order_by(F("taken_at").asc(nulls_last=True), "position", "id"))
    moved = [photo for number, photo in enumerate(photos, start=1) if photo.position != number]
    for number, photo in enumerate(photos, start=1):
        photo.position = number
    Photo.objects.bulk_update(moved, ["position"], batch_size=500)
    changed = {photo.pk: photo for photo in [*moved, *corrected]}.values()
    log_changed(changed, ["taken_at", "position"] if corrected else ["position"], author)
    return len(changed)


def _moved(moment: datetime, correction: timedelta) -> datetime:
    """Return `moment` corrected; as it is where the calendar ends, as in the year 9999 that somebody typed."""
    try:
        moved = moment + correction
        timezone.localtime(moved)  # the pages must be able to say it
    except OverflowError:
        return moment
    return moved
