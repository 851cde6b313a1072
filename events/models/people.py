"""Who spoke, and what they said."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from content.languages.models import HasPage
from content.pictures.models import Picture, picture_columns
from content.texts.fields import RichTextField
from content.texts.languages import language_columns, text_of, value_in
from content.workflow.models import PERMISSIONS, LiveQuerySet, Publishable, State, filled_once_published
from events.models.event import Event, OfEventQuerySet


class SpeakerQuerySet(LiveQuerySet):
    def as_cards(self):
        """Plain rows with what a card shows."""
        return self.values(
            "id", "name", *language_columns("slug", "role"), "organisation", *picture_columns("portrait")
        )


class Speaker(HasPage, Publishable):
    """Somebody who spoke: on the programme, in a quote, or presenting a case."""

    page = "events:speaker"
    named_by = "name"
    parts = ("links",)

    name = models.CharField(_("name"), max_length=150, help_text=_("Such as “Emily Wise”."))
    role = models.CharField(
        _("role"), max_length=150, blank=True, help_text=_("Such as “researcher” or “chair of the day”.")
    )
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    portrait = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
        help_text=_("Without one, the initials are shown."),
    )
    biography = RichTextField(_("biography"), blank=True)

    objects: ClassVar = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name"]
        default_permissions = PERMISSIONS
        constraints = [*HasPage.Meta.constraints, *Publishable.Meta.constraints]


class SpeakerLink(models.Model):
    """A page elsewhere about a speaker."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=80, help_text=_("Such as “Website” or “LinkedIn”."))
    url = models.URLField(_("address"))
    position = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["position"]

    def __str__(self):
        return self.url


class QuoteQuerySet(OfEventQuerySet):
    def by(self, speaker):
        return self.filter(speaker=speaker)

    def live(self):
        """Published, and so are the event and the speaker."""
        return super().live().filter(speaker__state=State.PUBLISHED)

    def as_cards(self):
        """Plain rows with words and speaker."""
        return self.values(
            "id",
            *language_columns("words"),
            "original_language",
            "speaker__id",
            "speaker__name",
            *language_columns("speaker__slug", "speaker__role"),
            "speaker__organisation",
            *picture_columns("speaker__portrait"),
        )


class Quote(Publishable):
    """Words of a speaker at an event."""

    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="quotes", verbose_name=_("event"))
    speaker = models.ForeignKey(Speaker, models.PROTECT, null=True, related_name="quotes", verbose_name=_("speaker"))
    words = models.TextField(_("words"), help_text=_("Without quotation marks; the site adds those of the language."))
    original_language = models.CharField(
        _("language in which it was said"),
        max_length=5,
        choices=settings.LANGUAGES,
        default="en",
        help_text=_("In the other language the quote is marked as a translation."),
    )
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["position", "created_at"]
        default_permissions = PERMISSIONS
        constraints = [
            *Publishable.Meta.constraints,
            filled_once_published("event", "speaker", name="events_quote_complete"),
        ]

    def __str__(self):
        return Truncator(text_of(self, "words").words).words(8)

    def get_absolute_url(self):
        return self.speaker.get_absolute_url() if self.speaker else ""

    def check_complete(self) -> None:
        """The words that were really said must be there."""
        if not value_in(self, "words", self.original_language):
            raise ValidationError(
                {f"words_{self.original_language}": _("Fill in the words in the language in which they were said.")}
            )
