"""Pictures: what is kept of one, and what is told of it."""

import re
import uuid

from django.apps import apps
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.pictures.intake.blocklist import check_welcome
from content.pictures.intake.originals import OriginalField, PictureMeasures, short_name, take_in
from content.texts.languages import language_columns


def private_storage():
    """Return the storage that no address leads to."""
    return storages["private"]


def original_path(instance, filename: str) -> str:
    """Return where an original is kept: a name of its own, so that nothing is overwritten and no name can do harm."""
    suffix = re.sub(r"[^a-z0-9]", "", filename.rpartition(".")[2].lower())[:5]
    return f"originals/{uuid.uuid4().hex}.{suffix}"


class Rotation(models.IntegerChoices):
    """How far an editor has turned a picture, in degrees clockwise."""

    NONE = 0, _("not at all")
    RIGHT = 90, _("a quarter")
    HALF = 180, _("half")
    LEFT = 270, _("three quarters")


class ImageBase(models.Model):
    """What every picture has, whether content or gallery owns it: the original, its measures, its description."""

    original = OriginalField(
        _("file"),
        upload_to=original_path,
        storage=private_storage,
        help_text=_(
            "JPEG, PNG, WebP, AVIF, HEIC or TIFF, as large as you have it. Visitors get smaller copies without metadata."
        ),
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_(
            "What somebody who can't see the picture should know, such as “Three speakers at a round table, laughing”."
        ),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text beside it doesn't; screen readers pass it over."),
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, such as “Marieke de Boer”.")
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, from the left (%)"),
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("What must stay in view when the picture is cropped: 0 is the left edge, 100 the right."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, from the top (%)"),
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("0 is the top edge, 100 the bottom."),
    )
    # Of the file as it came, by which it is known again; and of the picture as it is shown, by which its sizes are named.
    content_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    rotation = models.PositiveSmallIntegerField(
        _("turned clockwise"), choices=Rotation.choices, default=Rotation.NONE, editable=False
    )
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    transparent = models.BooleanField(default=False, editable=False)
    placeholder = models.TextField(blank=True, editable=False)
    ready = models.BooleanField(_("all sizes made"), default=False, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="%(app_label)s_%(class)s_focal_point_inside",
                violation_error_message=_("The focal point lies outside the picture."),
            )
        ]

    @classmethod
    def with_sizes(cls) -> models.QuerySet:
        """Return those of which sizes are made for visitors."""
        return cls._base_manager.exclude(digest="")

    def clean(self):
        """Measure an original that is new; raise ValidationError when it can't be shown, or may not come in."""
        super().clean()
        if self.original and not self.original._committed:  # type: ignore[attr-defined]
            name = short_name(self.original.name)
            take_in(self)
            check_welcome(self.content_digest, name)

    def keep(self, measures: PictureMeasures) -> None:
        """Note what was read of a new original; its sizes are to be made anew. Saves nothing."""
        for column in ["digest", "width", "height", "transparent", "placeholder"]:
            setattr(self, column, getattr(measures, column))
        self.content_digest, self.rotation = measures.digest, Rotation.NONE
        self.ready, self.tries = False, 0
        self.credit = self.credit or measures.credit


def every_kind() -> list[type[ImageBase]]:
    """Return every model of pictures, of whatever app."""
    return [model for model in apps.get_models() if issubclass(model, ImageBase)]


class Picture(ImageBase):
    """An image that content owns: a hero, a portrait, a logo, a cover, a figure in a text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(
        _("title"), max_length=200, help_text=_("For editors to find it by, such as “Atlas Theatre, stage”.")
    )
    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("Such as “CC BY 4.0”."))
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta(ImageBase.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at", "title"]

    def __str__(self):
        return self.title


# What {% picture %} needs to know of one.
SHOWN = [
    *language_columns("alt"),
    "decorative",
    "digest",
    "width",
    "height",
    "transparent",
    "placeholder",
    "ready",
    "focal_x",
    "focal_y",
]


def picture_columns(relation: str) -> list[str]:
    """Return the columns of the Picture behind foreign key `relation` that `{% picture %}` needs, for `values()`."""
    return [f"{relation}__{column}" for column in SHOWN]
