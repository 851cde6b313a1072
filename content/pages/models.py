"""Pages that editors add, the menu, and the settings of the site."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.languages.models import HasPage
from content.texts.fields import RichTextField
from content.texts.languages import language_columns, text_of
from content.workflow.models import PERMISSIONS, LiveQuerySet, Publishable


class Page(HasPage, Publishable):
    """A page of text: about, privacy, cookies, accessibility, and whatever else an editor needs."""

    page = "pages:page"

    title = models.CharField(_("title"), max_length=200, help_text=_("Such as “About Smart Up!”."))
    lead = models.CharField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences in large type.")
    )
    body = RichTextField(_("text"), blank=True)

    objects: ClassVar = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["title"]
        default_permissions = PERMISSIONS
        constraints = [*HasPage.Meta.constraints, *Publishable.Meta.constraints]


class SiteSettingsManager(models.Manager):
    def with_menu(self):
        """One row per menu item, each with all the settings: a single query for what every page needs."""
        return self.values(
            *language_columns("name", "tagline", "footer", "demonstration_notice"),
            "organisation",
            "contact_email",
            "demonstration",
            "google_analytics_id",
            "hotjar_id",
            "external_video",
            "menu__place",
            *language_columns("menu__label"),
            "menu__path",
            "menu__page__state",
            *language_columns("menu__page__title", "menu__page__slug"),
        ).order_by("menu__position", "menu__id")


class SiteSettings(models.Model):
    """What holds for the whole site; there is one row."""

    name = models.CharField(
        _("name of the site"), max_length=100, default="smartup", help_text=_("Such as “Smart Up!”.")
    )
    tagline = models.CharField(
        _("motto"), max_length=200, blank=True, help_text=_("Stands in the title of the home page.")
    )
    organisation = models.CharField(
        _("organisation"), max_length=200, blank=True, help_text=_("Who publishes the site, as named in the footer.")
    )
    contact_email = models.EmailField(_("e-mail address for questions"), blank=True)
    footer = RichTextField(_("text in the footer"), blank=True)
    demonstration = models.BooleanField(
        _("this is a demonstration"), default=False, help_text=_("Shows a notice at the top of each page.")
    )
    demonstration_notice = models.CharField(_("notice"), max_length=300, blank=True)
    google_analytics_id = models.CharField(
        _("Google Analytics"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^G-[A-Z0-9]{4,16}\Z", _("A measurement ID looks like G-AB12CD34EF."))],
        help_text=_("Measurement ID, such as G-AB12CD34EF. Empty: no analytics, and visitors aren't asked."),
    )
    hotjar_id = models.CharField(
        _("Hotjar"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{4,12}\Z", _("A site ID is a number, such as 1234567."))],
        help_text=_("Site ID, such as 1234567. Empty: no Hotjar, and visitors aren't asked."),
    )
    removal_waits = models.BooleanField(
        _("A removal request waits for an editor before the photo is hidden"),
        default=False,
        help_text=_("Otherwise a photo is hidden as soon as somebody on it asks, and an editor decides afterwards."),
    )
    external_video = models.BooleanField(
        _("shows videos from YouTube or Vimeo"),
        default=False,
        editable=False,
        help_text=_("Follows from the published events. Visitors are asked before a video is loaded."),
    )

    objects = SiteSettingsManager()

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="pages_sitesettings_is_one")]

    def __str__(self):
        return str(_("Settings of the site"))


class MenuPlace(models.TextChoices):
    HEADER = "header", _("Header")
    FOOTER = "footer", _("Footer")


class MenuItem(models.Model):
    """A link in the header or the footer, besides the parts of the site that are always there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(SiteSettings, models.CASCADE, related_name="menu", default=1, editable=False)
    page = models.ForeignKey(
        Page,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("page"),
        help_text=_("Shows only while the page is published."),
    )
    path = models.CharField(
        _("or address"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^(/|https://|mailto:)\S*\Z", _("Begin with /, https:// or mailto:."))],
        help_text=_("Such as https://www.interregeurope.eu/."),
    )
    label = models.CharField(_("label"), max_length=60, blank=True, help_text=_("Leave empty to use the page's title."))
    place = models.CharField(_("place"), max_length=8, choices=MenuPlace.choices, default=MenuPlace.FOOTER)
    position = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")
        ordering = ["place", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, path="") | Q(page__isnull=True) & ~Q(path=""),
                name="pages_menuitem_leads_somewhere",
                violation_error_message=_("Choose a page or give an address: one of the two."),
            ),
            models.CheckConstraint(condition=Q(place__in=MenuPlace.values), name="pages_menuitem_place_is_known"),
        ]

    def __str__(self):
        return text_of(self, "label").words or (str(self.page) if self.page else self.path)

    def clean(self):
        """An address says nothing by itself: it needs a label."""
        if self.path and not text_of(self, "label").words:
            raise ValidationError({"label_nl": _("Give the address a label.")})
