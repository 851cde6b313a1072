"""The event: what it was, when, where, and what is shown of it."""

import uuid
from functools import cache
from typing import ClassVar
from urllib.parse import urlencode

from django.core.validators import FileExtensionValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.documents.models import Document
from content.languages.models import HasPage
from content.pictures.models import Picture, picture_columns
from content.texts.fields import RichTextField
from content.texts.languages import CODES, language_columns
from content.workflow.models import PERMISSIONS, LiveQuerySet, Publishable, State, filled_once_published
from events.video import valid_external_video

PICTURES = ["hero", "poster"]


def video_path(instance, filename: str) -> str:
    """Return where a film is kept: a name that nobody guesses while the event is a draft."""
    return f"videos/{uuid.uuid4().hex}.{filename.rpartition('.')[2].lower()}"


def captions_path(instance, filename: str) -> str:
    """Return where captions are kept, which nobody guesses either."""
    return f"captions/{uuid.uuid4().hex}.vtt"


@cache
def _columns_of(model) -> list[str]:
    """All columns but the untranslated ones of translated fields, which nobody reads."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if f"{name}_{CODES[0]}" not in names]


class EventQuerySet(LiveQuerySet):
    def with_pictures(self):
        """With what the event's page shows of its pictures, in the same query."""
        return self.select_related("hero", "poster")

    def as_whole_rows(self):
        """Plain rows with everything of an event and of its pictures, for `Event.with_pictures_from()`."""
        pictures = [f"{relation}__{column}" for relation in PICTURES for column in _columns_of(Picture)]
        return self.values(*_columns_of(Event), *pictures)

    def coming(self):
        """Those that are not over yet, the first one first."""
        return self.filter(ends__gte=timezone.localdate()).order_by("starts")

    def past(self):
        """Those that are over, the latest first."""
        return self.filter(ends__lt=timezone.localdate()).order_by("-starts")

    def for_home(self):
        """The one that is the home page first, then the latest."""
        return self.order_by("-is_home", "-starts")

    def with_lessons(self):
        """Those that taught something."""
        return self.filter(lessons__state=State.PUBLISHED).distinct()

    def showing_file(self, name: str):
        """Those whose film, or the captions of it, storage keeps under `name`."""
        names = Q(video_file=name)
        for column in language_columns("captions"):
            names |= Q(**{column: name})
        return self.filter(names)

    def with_external_video(self):
        """Those whose video stands on another host."""
        return self.exclude(video_url="")

    def as_cards(self):
        """Plain rows with what a card shows, one query."""
        return self.values(
            "id",
            *language_columns("title", "slug", "tagline"),
            "starts",
            "ends",
            "venue_name",
            "venue_city",
            *picture_columns("hero"),
        )


class OfEventQuerySet(LiveQuerySet):
    """For whatever belongs to an event and is never more public than that."""

    def for_event(self, event):
        return self.filter(event=event)

    def live(self):
        """Published, and so is the event."""
        return super().live().filter(event__state=State.PUBLISHED)

    def gone(self):
        """Those that the public saw and doesn't see any more, be it for the event's sake."""
        hidden = ~Q(state=State.PUBLISHED) | ~Q(event__state=State.PUBLISHED)
        return self.filter(hidden, published_at__isnull=False, event__published_at__isnull=False)


class Event(HasPage, Publishable):
    """A meeting, with its story and everything that came out of it."""

    page = "events:event"

    title = models.CharField(_("title"), max_length=200, help_text=_("Such as “Smart Up!”."))
    tagline = models.CharField(
        _("in one sentence"),
        max_length=300,
        blank=True,
        help_text=_("What it was for: shown under the title and on cards."),
    )
    story = RichTextField(_("story"), blank=True, help_text=_("What happened and why it matters."))
    thanks = RichTextField(_("thanks"), blank=True, help_text=_("Closes the story."))

    starts = models.DateField(_("first day"), null=True)
    ends = models.DateField(_("last day"), null=True)
    venue_name = models.CharField(_("venue"), max_length=200, blank=True, help_text=_("Such as “Atlas Theatre”."))
    venue_street = models.CharField(_("street and number"), max_length=200, blank=True)
    venue_postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    venue_city = models.CharField(_("town"), max_length=100, blank=True)
    venue_country = models.CharField(_("country"), max_length=2, default="NL", help_text=_("Two letters, such as NL."))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Such as 52.78580. For the link to a map."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Such as 6.89760."),
    )

    hero = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("main picture"),
        help_text=_("Wide, at least 2400 pixels."),
    )
    video_file = models.FileField(
        _("video file"),
        upload_to=video_path,
        blank=True,
        validators=[FileExtensionValidator(["mp4", "webm"])],
        help_text=_("MP4 or WebM. Leave empty when the video is on YouTube or Vimeo."),
    )
    captions = models.FileField(
        _("captions"),
        upload_to=captions_path,
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("A WebVTT file (.vtt), for who can't hear the video."),
    )
    video_url = models.URLField(
        _("or video address"),
        blank=True,
        validators=[valid_external_video],
        help_text=_("On YouTube or Vimeo, such as https://vimeo.com/123456789. Visitors are asked before it loads."),
    )
    poster = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture before the video plays"),
    )
    transcript = RichTextField(
        _("transcript"), blank=True, help_text=_("What the video shows and says, for who can't see or hear it.")
    )

    lessons_intro = models.TextField(_("introduction to the lessons"), blank=True)
    join_title = models.CharField(
        _("heading of the call to join"), max_length=100, blank=True, help_text=_("Such as “Join us!”.")
    )
    join_text = RichTextField(_("text of the call to join"), blank=True)
    meeting_title = models.CharField(
        _("heading of the part on the partner projects"),
        max_length=150,
        blank=True,
        help_text=_("Such as “A joint stakeholder meeting”."),
    )
    meeting_text = RichTextField(_("text on the partner projects"), blank=True)
    projects = models.ManyToManyField(
        "events.PartnerProject", blank=True, related_name="events", verbose_name=_("partner projects")
    )
    documents = models.ManyToManyField(Document, blank=True, related_name="events", verbose_name=_("documents"))

    eu_funded = models.BooleanField(
        _("co-funded by the European Union"),
        default=False,
        help_text=_("Shows the European emblem in the footer of the event's pages."),
    )
    funding_programme = models.CharField(
        _("programme"), max_length=100, blank=True, help_text=_("Such as “Interreg Europe”.")
    )
    funding_statement = models.CharField(_("funding statement"), max_length=400, blank=True)

    is_home = models.BooleanField(_("this is the home page"), default=False)

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts"]
        default_permissions = PERMISSIONS
        constraints = [
            *HasPage.Meta.constraints,
            *Publishable.Meta.constraints,
            filled_once_published("starts", "ends", name="events_event_complete"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The event ends before it starts."),
            ),
            models.UniqueConstraint(
                fields=["is_home"],
                condition=Q(is_home=True),
                name="event_one_home",
                violation_error_message=_("Another event is the home page. Take the mark away there first."),
            ),
            models.CheckConstraint(
                condition=Q(video_file="") | Q(video_url=""),
                name="event_one_video",
                violation_error_message=_("Give a video file or an address, not both."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="event_place_on_the_map",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]

    @classmethod
    def with_pictures_from(cls, row: dict) -> "Event":
        """Return the event in a row of `as_whole_rows()`, its pictures loaded."""
        event = cls.from_db(None, *zip(*((column, row[column]) for column in _columns_of(cls)), strict=True))
        for relation in PICTURES:
            columns = _columns_of(Picture)
            values = [row[f"{relation}__{column}"] for column in columns]
            key = row[f"{relation}_id"]
            event._state.fields_cache[relation] = Picture.from_db(None, columns, values) if key else None
        return event

    @property
    def map_url(self) -> str:
        """Where the venue stands on a map, on OpenStreetMap; empty when nothing is known of it."""
        if self.latitude is not None:
            return f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}#map=17/{self.latitude}/{self.longitude}"
        place = ", ".join(part for part in [self.venue_name, self.venue_street, self.venue_city] if part)
        return f"https://www.openstreetmap.org/search?{urlencode({'query': place})}" if place else ""
